"""Function words: nobody looks for them, but they tell Finnish from English."""

from kb.search.language.lexicon import listed

FINNISH = listed(
    "ei eikä ehkä eli ellei en eri et että eivät emme ette he heidän heille heitä hän häneltä "
    "hänelle hänen häntä ihan ilman itse ja jo johon jos joka jokin joko jolla jolle jolloin "
    "jona jonka jos joskus josta jossa jota jotka jotkut joten jotta juuri kai kanssa kaikki "
    "kenelle kenellä kenen keneltä ketkä ketä koska kuin kuinka kuitenkin kuka kumpi kun kuten "
    "kyllä lisäksi me meidän meille meitä mihin mikä mikäli mille millainen milloin millä "
    "minkä minne minua minulla minulle minun minusta minä miksi missä mistä miten mitkä mitä "
    "mm mukaan muttei mutta myös myöskään ne nehän niiden niihin niille niin niitä noin nuo "
    "nyt näiden näin näitä nämä ole olemme olen olet olette oli olimme olin olisi "
    "olisin olivat olla on onko ollut ovat pitäisi se sekä sen siellä sieltä "
    "siihen siinä siis siitä sille sillä sinne sinulla sinun sinä sitten sitä "
    "tai taas te teidän teille teitä tuo tuolla tähän tällä tällöin tämä tämän tässä tästä "
    "tätä vaan vai vaikka vain vasta voi voida voiko voin vielä yhä"
)

ENGLISH = listed(
    "a about after all also an and any are as at be because been before being but by can "
    "could did do does doing don during each else for from had has have having he her here "
    "hers him his how i if in into is it its itself just let like many may me might more most "
    "much must my no nor not of off on once only or other our ours out over own per same she "
    "should so some such than that the their theirs them then there these they this those "
    "through to too under until up upon us very was we were what when where which while who "
    "whom whose why will with within without would yet you your yours"
)

STOP_WORDS = FINNISH | ENGLISH
