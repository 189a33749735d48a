import type { Rng } from "../../random/mod.ts";

const LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
const DIGITS = "0123456789";
/** Everyday words, chosen so that every letter is met often. */
const WORDS =
  ("A AGAIN AIR ALL ALWAYS AND ANSWER APPLE APRIL ASK AUGUST AUTUMN AWAY AXE BACK BAKER BECAUSE BEFORE BIG BIRD BLACK BLUE BOAT " +
    "BOOK BOX BREAD BRIDGE BRING BROWN BUY CALL CAR CAT CHAIR CHECK CITY CLOCK CLOUD COFFEE COLD COME COUNT CUP DARK DATE DAY " +
    "DEEP DESK DINNER DO DOG DOOR DOWN DRAW DRIVE DRY EACH EARLY EAST EIGHT EMPTY END EVERY EXACT EXIT EYE FAMILY FAR FAST " +
    "FEBRUARY FIELD FIFTY FIND FIRE FISH FIVE FIX FLOWER FOREST FOUR FOX FRESH FRIDAY FROM FROZEN FULL GARDEN GATE GIVE GLASS " +
    "GO GOLD GOOD GRAPH GREEN GROW HALF HAND HAPPY HAVE HEAVY HELLO HELP HERE HIGH HILL HOME HOUR HOUSE HOW ICE IDEA IN INDEX " +
    "INK INSIDE IS ISLAND JACKET JANUARY JAR JAZZ JOB JOIN JOKE JUICE JULY JUMP JUNE JUST KEEP KETTLE KEY KIND KING KITCHEN " +
    "KNIFE KNOW LAKE LARGE LAST LAZY LEARN LEFT LEMON LETTER LIGHT LINE LIST LIVE LOOK LUCKY LUNCH MAIN MANY MAP MARCH MARKET " +
    "MAXIMUM MEET MILK MIX MONDAY MONEY MOON MORE MOVE MUSIC MY NAME NEAR NEED NET NEVER NEW NEXT NIGHT NINE NO NORTH NOTE " +
    "NOVEMBER NOW NUMBER OBJECT OCTOBER OF OFFICE OLD ON ONE OPEN ORANGE OUR OVEN OVER OWN OX PACK PAGE PAPER PARK PAY PEN " +
    "PHONE PICTURE PIZZA PLAN PLEASE POINT PRIZE PROOF PUMP QUARTER QUEEN QUESTION QUEUE QUICK QUIET QUITE QUIZ RADIO RAIN READ " +
    "RED RELAX RIGHT RIVER ROAD ROOM ROUND RUN SALT SAND SATURDAY SAVE SEA SEVEN SHARP SHIP SHOP SILVER SIX SIZE SKY SLOW SMALL " +
    "SNOW SOFT SOUTH SPRING SQUARE START STOP STREET SUGAR SUMMER SUN TABLE TAKE TALK TAX TEA TEN TEST THANK THE THEN THREE " +
    "THURSDAY TIME TODAY TOMORROW TOWN TRAIN TREE TRY TUESDAY TURN TWO UMBRELLA UNCLE UNDER UNIT UNTIL UP USE USUAL VALLEY " +
    "VALUE VAN VERY VIEW VILLAGE VISIT VOICE VOTE WALK WALL WARM WATER WAVE WEDNESDAY WEEK WEIGHT WELL WEST WHEEL WHITE WHY " +
    "WINDOW WINTER WITH WOOD WORD WORK WRITE YARD YEAR YELLOW YES YESTERDAY YET YOU YOUNG YOUR ZEBRA ZERO ZIGZAG ZONE ZOO")
    .split(" ");
const MONTHS = "JAN FEB MAR APR MAY JUNE JULY AUG SEP OCT NOV DEC".split(" ");
/** The most characters of a line of words, spaces included, and of a run of single letters. */
const LINE_MOST = 18;
const RUN_MOST = 10;
const LINES_MOST = 6;
/** How often a page is words; else the alphabet, letters at random, or numbers, each as often. */
const SHARE_OF_WORDS = 0.6;

/** The lines of a page: words with a number now and then, the alphabet, letters at random, or dates and other numbers. */
export function randomText(rng: Rng): string[] {
  const count = 1 + rng.integer(LINES_MOST);
  const lines = (line: () => string): string[] => Array.from({ length: count }, line);
  if (rng.uniform() < SHARE_OF_WORDS) return lines(() => words(rng));
  return rng.pick([
    () => alphabet(rng),
    () => lines(() => run(LETTERS + DIGITS, 3 + rng.integer(RUN_MOST - 2), rng)),
    () => lines(() => number(rng)),
  ])();
}

/** Words up to a line's length, one in eight of them a number. */
function words(rng: Rng): string {
  const most = 5 + rng.integer(LINE_MOST - 4);
  let line = "";
  for (;;) {
    const word = rng.integer(8) === 0 ? run(DIGITS, 1 + rng.integer(4), rng) : rng.pick(WORDS);
    if (line !== "" && line.length + 1 + word.length > most) return line;
    line += line === "" ? word : ` ${word}`;
  }
}

/** All letters and digits in order, 5 to 9 in a line. */
function alphabet(rng: Rng): string[] {
  const length = 5 + rng.integer(5);
  return [LETTERS, DIGITS].flatMap((row) => row.match(new RegExp(`.{1,${length}}`, "g"))!);
}

function number(rng: Rng): string {
  const year = (): string => `20${run(DIGITS, 2, rng)}`;
  return rng.pick([
    () => `${1 + rng.integer(31)} ${rng.pick(MONTHS)} ${year()}`,
    () => `0${run(DIGITS, 3, rng)} ${run(DIGITS, 3, rng)} ${run(DIGITS, 4, rng)}`,
    () => `ROOM ${run(LETTERS, 1, rng)}${run(DIGITS, 3, rng)}`,
    () => `${run(LETTERS, 2, rng)} ${run(DIGITS, 4, rng)} ${run(LETTERS, 1, rng)}`,
    () => run(DIGITS, 2 + rng.integer(RUN_MOST - 1), rng),
  ])();
}

function run(characters: string, length: number, rng: Rng): string {
  return Array.from({ length }, () => rng.pick([...characters])).join("");
}
