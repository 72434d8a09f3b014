"""Words of other languages whose letters happen to spell a Vietnamese syllable in Telex.

From the English word lists of SCOWL (sizes up to 60), with names of the Central Highlands as they stand in plain
letters (Ea Kar, Cư M'gar) and a few abbreviations. None of them is ever evidence that a query was typed in Telex.
"""

from typing import Final

_AMBIGUOUS: Final = """
af air ar arm ats bangs bans barn bast bats bays bee beef been beeps bees beets berm bongs boo boom boon
boong boons boor boos boost bops bow bows bungs buns bur burn bust buts cams cans caps chair chais chaos
char chary chats chef chest chins chips chits chops chow chows chums churn coif coo cooi coon coons coos
coots cops corm corn cots cow cows cur cusp dads dais dams dar das dawn dee deeds deer der des dims dips dis
docs dons dorm dos dow duds dungs duns ems es gaps gar gasp guts hair hams hangs harm hats hays hes hips
hits hoof hoots hops horn huts ins ix lair laos laps last lats lawn lax lays lee leer lees lens lest lets
lips loaf longs loom looms loon loons loops loots lops lorn los lots low lox lungs lust lux macaws mans mar
mas mast mats mayra mes mira mist moms moo moor moos moots mops mos mow mown mows nary nays nes nest nets
nips nits noon nor nos nox ops os ow poo queen ques queues quits rams raps rasp rats rays reef ref roost
roots rots row rows rungs runs rust ruts sacs sans saps sar sawn says see seen seeps seer sere sins sits
songs sons sor sots sow sown sows suns sur tams tangs taps tar tats tee teem teen tees term tes thee thees
thins thor tins tir toms too toots tor tost tots tow towns tows trams tree trots tums turn uar ups var vary
vast vats vax ver vex vow vows vox
"""

_FOREIGN: Final = """
as asap asp aura ax bar beer bern berne beset best bets bias bins bits blair blast blats bleeps blest blips
bloats blocs bloom blooms blots blow blown blows blur boar boas boast boats boer bongos book books booms
boots bore bork born boron bose bosom box boxen bras brats brawn brays brest briar brims brits bronx brook
brooks broom brooms bros brow brown browns brows brusk bums bury bus busy buys car cary cast cats chaps
charm chasm cheeps cheer choir chore chose chosen coast coats coax cons cook cooks coops cora core cork cost
cox cums cups cuts dados darn dawns days decs deem deems deeps defend dens dense dins dir dodos dodson doer
does donor doom dooms door dora dork dose dosed dots down downs dramas drams drawn drays dresden drips
droids droops drops drown drowns druids drums drys dur dusk dust er ere est ex gangs gary gas gawk gawks
gays gif gins gist glar glaxo glee glens gloats gloom glow glows gluts goats goes gongs goo goof gook gooks
goon goons gore goren gown gowns grams grasp grays green greens greer greets greps grins grips gris grist
grits groans groks groom grooms grow grown grows grus gums guns gus gust guys hangar has hasp hawk hawks
hems hens her here hero hex hims his hoary hoax hoes honor hook hooks hoops hos hose host how hows huar hums
huns husk if ira irene is ism its jamar jams jar jays jeeps jeer jest jets jinx jose jots jury just juts
kans kar kari karma karo keen keens keeps kens kern khans kits klaus klee koans kook kooks koran kris kronor
kw lamar lamas lams laura lawns liar lira lisa lisp list lix loans look looks lora lore loren lori lose lost
lows lurk lyx mamas maps mari mary maura max meets memes mere metes minx mix moans moats moon moons moran
moray more morn moron most mungs murk musk must myst naps nieces nix noes nook nooks nora norm nose now nuns
nuts oaf oar oats of oks oops or ore oreo own owns ox oxen pair pangs pans papas papaws paps par pas past
pasta pats pawn pawns pays pecs pee peeps peer pees penes pens peps per perm peso pest pets photos piaf piar
pieces pins pips pis pisa pits pius planar plans plasma plays plops plots plow plows plums plus poets poops
poor pops pore pork porn porno pos pose post pots pox prawn prawns prays preen preens preps pres preset
prism prius prof promos proms prongs proof props pros prose prow prows puns pups purana puree pus puts pyx
quasi quays queens queer quest quips rems reps reset rest reuse rex rims rips roams roans roar roast roes
roof rooi rook rooks room rooms rosa rose rums rusk sari sax secs seem seems sees sense sets sex sims sips
sir sis six soaps soar sofa soon sops sore sos sosa sox sums sups surya susana swops sworn tans taro tax
taxi teems teens tens tense tern test tex themes there these this thongs thorn those thus tips tits toast
toes tongs tons took tops tore torn town trans traps trays trees trims trips trojan trons troops trust tryst
tuns turk tusk tux two twos urn us usa vans veeps veer verne vest vets vips visa w wa war was wax won wong
worm worn wow wows wrong wu xix xoong
"""

AMBIGUOUS: Final = frozenset(_AMBIGUOUS.split())
"""Read as Vietnamese in a query that holds a word which can only be Telex: "hair sanr" is *hải sản*."""

FOREIGN: Final = frozenset(_FOREIGN.split())
"""Never read: the syllable is not in use, or shoppers use the foreign word itself ("set", "box")."""
