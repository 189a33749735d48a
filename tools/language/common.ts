/**
 * The most frequent words of everyday English and of notes and signs, roughly in order, written down for this project:
 * the word list tells which words are common, but not that THE is a thousand times as common as most of them.
 */
export const common: readonly string[] = `
THE OF AND A TO IN IS YOU THAT IT FOR WAS ON ARE AS WITH I HIS THEY BE AT ONE HAVE THIS FROM OR HAD BY NOT BUT WHAT ALL
WERE WE WHEN YOUR CAN SAID THERE USE AN EACH WHICH SHE DO HOW THEIR IF WILL UP OTHER ABOUT OUT MANY THEN THEM THESE SO
SOME HER WOULD MAKE LIKE HIM INTO TIME HAS LOOK TWO MORE GO SEE NO WAY COULD MY THAN FIRST BEEN CALL WHO ITS NOW FIND
DOWN DAY DID GET COME MADE MAY PART OVER NEW AFTER TAKE ONLY WORK KNOW PLACE YEAR BACK ME GIVE MOST VERY OUR JUST GOOD
THROUGH HERE WHERE MUCH BEFORE RIGHT OLD TOO ANY SAME WHY ASK WENT MEN READ NEED AWAY AGAIN OFF EVERY NEXT HOME BOTH
BETWEEN UNDER LAST NEVER LET KEEP THREE ALWAYS THOSE STILL SUCH HOUSE SCHOOL PEOPLE WATER LONG LITTLE WORLD LIFE HAND
HIGH PLEASE DONT OPEN CLOSE BUY FREE SALE CLOSED LIST NAME DATE TODAY TOMORROW MONDAY TUESDAY WEDNESDAY THURSDAY FRIDAY
SATURDAY SUNDAY THANK THANKS
`.trim().split(/\s+/);

/** Shapes of numbers and of words with digits, # for a digit, with their shares among such words; by judgement. */
export const numbers: Readonly<Record<string, number>> = {
  ...{ "#": 30, "##": 26, "###": 12, "####": 16, "#####": 4, "######": 3, "#######": 2, "########": 2, "#########": 1 },
  ...{ "##########": 1, "#ST": 0.5, "#ND": 0.5, "#RD": 0.5, "#TH": 0.5, "##TH": 1, "##ST": 0.3, "##ND": 0.3 },
  ...{ "#AM": 0.7, "#PM": 0.7, "##AM": 0.4, "##PM": 0.4, "#X": 0.5, "#KG": 0.4, "###G": 0.4, "#L": 0.2, "##KM": 0.3 },
  ...{
    "#A": 0.5,
    "#B": 0.4,
    "#C": 0.2,
    "#D": 0.2,
    "A#": 0.6,
    "B#": 0.4,
    "C#": 0.2,
    "##A": 0.2,
    "##B": 0.2,
    "##S": 0.2,
  },
};
