"""The evidence pack (näyttöpaketti): what shows an auditor that knowledge is managed here."""
