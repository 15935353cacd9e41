"""The programme page: where knowledge is at risk, what moved, and what was taken into use."""
