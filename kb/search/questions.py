"""Questions to measure by: what any question is like, and questions that lead elsewhere.

A question stands near every text in its own language merely by being a question; what the
ordinary ones share is taken away. And what nobody here has written of is nearer to a matter
of some other office than to anything we have: that is how search knows that nothing fits.
"""

from collections.abc import Sequence

LANGUAGES = ("fi", "en")

_ORDINARY = """
miten saan uuden puhelimen | how do I get a new phone
palkka ei tullut tilille | salary has not been paid
kokoushuoneen varaaminen | booking a meeting room
missä parkkipaikka sijaitsee | where is the parking lot
kuka hyväksyy lomani | who approves my holiday
tulostin ei toimi | the printer does not work
sairauspoissaolon ilmoittaminen | reporting sick leave
onko kahvi loppu | are we out of coffee
uuden työntekijän tunnukset | accounts for a new employee
miksi projekti on myöhässä | why is the project late
sopimuksen allekirjoittaminen sähköisesti | signing a contract electronically
mitä hinta sisältää | what does the price include
kenelle soitan yöllä | whom to call at night
salasana on unohtunut | forgotten password
raportin luvut eivät täsmää | numbers in the report do not match
koulutukseen ilmoittautuminen | signing up for training
mistä löydän esityspohjan | where to find the slide template
työhaastattelun kysymykset | job interview questions
asiakas haluaa lisää aikaa | customer wants more time
laskun maksaminen ulkomaille | paying an invoice abroad
varasto on täynnä | the warehouse is full
miten kirjoitan hyvän otsikon | how to write a good headline
en ymmärrä tätä taulukkoa | I don't understand this spreadsheet
tilauksen peruuttaminen | cancelling an order
päivityksen aikataulu | update schedule
paras tapa aloittaa päivä | best way to start the day
kehityskeskustelun valmistelu | preparing for a performance review
kuinka kauan takuu kestää | how long is the warranty
liian paljon sähköpostia | too much email
lain vaatimukset tietosuojasta | legal requirements on privacy
messuille osallistuminen | attending a trade fair
uusi esihenkilö ei tunne tiimiä | new manager does not know the team
budjetti ylittyy | over budget
palautteen antaminen kollegalle | giving feedback to a colleague
mikä on tämän ruudun tarkoitus | what is this screen for
auton lataaminen työpaikalla | charging a car at work
tarjouksen lähettäminen ajoissa | sending the offer in time
kone pitää outoa ääntä | the machine makes a strange noise
vieraan kielen oppiminen | learning a foreign language
mitä teen kun olen jumissa | what to do when stuck
siivous tekemättä | cleaning was not done
ketkä kuuluvat hallitukseen | who sits on the board
ohjelmiston lisenssin uusiminen | renewing a software licence
muutto uusiin tiloihin | moving to new premises
väsynyt ja kiireinen | tired and busy
toimitus jäi tulliin | delivery stuck at customs
verkkosivun ulkoasun muuttaminen | changing the look of the website
kuka vastaa turvallisuudesta | who is responsible for safety
""".strip().splitlines()

_ELSEWHERE = """
matkalaskut, päivärahat ja kulukorvaukset | travel expenses, per diems and reimbursements
palkka, palkankorotus ja palkanmaksu | salary, pay rise and payroll
lomat, vapaat ja poissaolot | holidays, leave and absence
sairausloma ja työterveyshuolto | sick leave and occupational health care
perhevapaat ja vanhempainraha | parental leave and benefits
rekrytointi, työhaastattelu ja hakijan valinta | recruitment, interviews, choosing a candidate
työsopimus, koeaika ja irtisanoutuminen | employment contract, probation and resignation
työaika, ylityöt ja etätyö | working hours, overtime and remote work
eläke, vakuutukset ja työsuhde-edut | pension, insurance and employee benefits
kulkukortit, avaimet ja vierailijat | access cards, keys and visitors
toimitilat, siivous ja pysäköinti | premises, cleaning and parking
kokoushuoneen varaaminen ja kahvitus | booking a meeting room and catering
toimistotarvikkeet ja kalusteet | office supplies and furniture
tulostin, näyttö ja puhelin rikki | broken printer, monitor or phone
salasana unohtui, käyttäjätunnus lukossa | forgotten password, locked account
kannettavan tietokoneen tilaaminen ja asentaminen | ordering and installing a laptop
VPN-yhteys ja langaton verkko | VPN and wireless network
ohjelmiston lisenssit ja asennus | software licences and installation
tietosuoja, henkilötiedot ja rekisteröidyn oikeudet | privacy and data subject rights
tietoturva, haittaohjelmat ja huijausviestit | information security, malware and phishing
hankintalaki, kilpailutus ja tarjouspyynnöt | procurement law and requests for tender
sopimusoikeus, vahingonkorvaus ja riita-asiat | contract law, damages and disputes
arvonlisävero, verotus ja veroilmoitus | value added tax, taxation and tax returns
kirjanpito, tilinpäätös ja tilintarkastus | bookkeeping, financial statements and audit
ostolaskut, maksuliikenne ja pankkitilit | purchase invoices, payments and bank accounts
budjetti, investoinnit ja rahoitus | budget, investments and financing
osakkeet, yhtiökokous ja hallitus | shares, general meeting and board
patentti, tavaramerkki ja tekijänoikeus | patent, trademark and copyright
palvelimet, klusterit ja kontit | servers, clusters and containers
tietokannan varmuuskopiointi ja palautus | database backup and restore
versionhallinta, haarat ja yhdistämisristiriidat | version control, branches and merge conflicts
ohjelmointikieli, kirjasto ja käännösvirhe | programming language, library and compile error
automaattiset testit ja julkaisuputki | automated tests and deployment pipeline
pilvipalvelun kustannukset ja käyttöoikeudet | cloud costs and permissions
verkkosivun ulkoasu ja saavutettavuus | web page layout and accessibility
tekoälymallin kouluttaminen | training a machine learning model
taulukkolaskennan kaavat | spreadsheet formulas
esitysgrafiikka, logo ja kuvapankki | slide design, logo and image bank
sosiaalinen media, mainonta ja uutiskirje | social media, advertising and newsletters
messut, tapahtumat ja virkistyspäivä | trade fairs, events and team day
lehdistötiedote ja haastattelu medialle | press release and media interview
markkinatutkimus ja kilpailijavertailu | market research and competitor comparison
verkkokauppa, ostoskori ja palautukset | online shop, shopping cart and returns
varastonhallinta, inventaario ja hävikki | warehouse management, stocktaking and waste
kuljetukset, tulli ja rahtikirjat | transport, customs and waybills
tuotantolinja, koneen huolto ja varaosat | production line, machine maintenance and spare parts
laatustandardi, auditointi ja sertifikaatti | quality standard, audit and certificate
työsuojelu, tapaturma ja ergonomia | occupational safety, accidents and ergonomics
paloturvallisuus ja poistumisharjoitus | fire safety and evacuation drill
ympäristö, jätteet ja hiilijalanjälki | environment, waste and carbon footprint
sähkö, lämmitys ja ilmanvaihto | electricity, heating and ventilation
auto, polttoaine ja rengasvaihto | car, fuel and changing tyres
lennot, hotellit ja viisumi | flights, hotels and visa
lounas, kahvi ja keittiövuorot | lunch, coffee and kitchen shifts
koulutukseen ilmoittautuminen ja opintovapaa | signing up for training and study leave
tutkintotodistus, opinnot ja opinnäytetyö | degree certificate, studies and thesis
kielikurssi ja kääntäminen | language course and translation
kehityskeskustelu ja esihenkilön palaute | performance review and manager's feedback
luottamusmies, työehtosopimus ja lakko | shop steward, collective agreement and strike
yhdenvertaisuus ja häirintä työpaikalla | equality and harassment at work
potilastiedot, lääkitys ja hoitosuunnitelma | patient records, medication and care plan
kaavoitus, rakennuslupa ja kiinteistövero | zoning, building permit and property tax
koulu, päiväkoti ja opetus | school, day care and teaching
liikunta, harrastukset ja urheilu | exercise, hobbies and sports
ruokaohje ja leivonta | recipe and baking
sää, luonto ja eläimet | weather, nature and animals
historia, politiikka ja vaalit | history, politics and elections
musiikki, elokuvat ja kirjat | music, films and books
asunto, vuokra ja muutto | flat, rent and moving
lahjat, juhlat ja syntymäpäivä | gifts, parties and birthdays
asiakirjojen arkistointi ja säilytysajat | archiving and retention of documents
nimenkirjoitusoikeus ja valtakirja | signing authority and power of attorney
työtodistus ja suosittelukirje | employment certificate and letter of reference
varausjärjestelmä ja kalenterin jakaminen | booking system and calendar sharing
sähköpostin allekirjoitus ja poissaoloviesti | email signature and out-of-office message
verkkotunnus ja varmenteen uusiminen | domain name and certificate renewal
""".strip().splitlines()


def _told(pairs: Sequence[str]) -> dict[str, tuple[str, ...]]:
    return {
        language: tuple(pair.split(" | ")[place] for pair in pairs)
        for place, language in enumerate(LANGUAGES)
    }


ORDINARY = _told(_ORDINARY)
ELSEWHERE = _told(_ELSEWHERE)
