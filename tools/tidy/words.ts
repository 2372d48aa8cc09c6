/** First words of exported functions. A new one belongs here if a dictionary calls it a verb. */
export const VERBS: ReadonlySet<string> = new Set(
  `add adopt align analyze announce answer apply assert assign assume attempt authenticate await begin bind build
  call cancel carry change check clear close collect combine commit compare compile complete compose compute
  convert copy count create cut decide define delete deliver demote derive describe detect diagnose diff digest discard
  discover dispatch drop end enqueue ensure enter escape estimate evaluate exchange explain export extend fail
  fetch fill filter find finish flatten flush fold follow forget format freeze gather generate get give group guard handle
  hash hold identify import index insert join journal keep lease leave lex limit link list listen load lock log
  lose make map mark match measure merge migrate mount move name narrow negotiate normalise normalize note number
  obey open order pack page parse pass patch peek ping place plan poll prepare print probe project publish purge
  put queue quote rank read recognise record recover redact refresh refuse register reject rekey relink release remember
  remove rename render renumber repeat replace replay report request require reschedule resolve restart restore retry return review
  revoke rewrite rollback rotate route run sample save scan schedule scrub seal search seed select send separate
  serve set settle show sign simplify skip sleep sort split stage start stop store strip survey take test throw
  tokenize touch trim trust try unassign undo unflatten unlink unpack update upgrade use validate verify view visit wait wake
  walk watch withdraw wrap write`
    .split(/\s+/)
    .filter((word) => word !== ""),
);

/** An idiom that has no place in comments, documents and messages, with what plain English says instead. */
export interface Idiom {
  readonly name: string;
  readonly pattern: RegExp;
  readonly instead: string;
}

/**
 * The causes of sentences that a reader has to solve. STYLE.md, "Plain English", shows each with a bad and a good
 * sentence. Patterns are matched sentence by sentence, without regard to case.
 */
export const IDIOMS: readonly Idiom[] = [
  {
    name: "bare-who",
    pattern:
      /^(?:who|whom|whoever|whose)\s|[,;:]\s(?:who|whoever)\s(?!is\b|was\b|are\b|were\b|has\b|have\b)|\b(?:to|of|by|for|from|than) (?:who|whoever)\s/i,
    instead: "name the subject: a client that, the user who",
  },
  {
    name: "bare-what",
    pattern: /^what(?:ever)?\s(?!is\s|happens\b)[^?]*[^?]$|\bwhat is no\b/i,
    instead: "name the thing",
  },
  {
    name: "is-none",
    pattern:
      /\b(?:is|are|was|were) none\b|(?<!\bthere )\b(?:is|are) no (?!longer\b|more\b|fewer\b|less\b|earlier\b|later\b|other\b|such\b|two\b)/i,
    instead: "is not a",
  },
  { name: "so-many", pattern: /\bso many\b(?! that)|\bthe first so\b/i, instead: "give the number a name" },
  { name: "by-now", pattern: /\bby now\b/i, instead: "already, in the meantime" },
  { name: "anew", pattern: /\banew\b/i, instead: "again" },
  { name: "lately", pattern: /\blately\b/i, instead: "recently" },
  { name: "puts-up-with", pattern: /\bputs? up with\b/i, instead: "accepts, tolerates" },
  {
    name: "somebody",
    pattern: /\b(?:some|no|every|any)body\b(?!')/i,
    instead: "name the row, user or caller",
  },
  {
    name: "told",
    pattern: /\b(?:is|are|was|were|be) told\b|\btold (?:of|by|that|apart)\b|\btells? of\b/i,
    instead: "reported, listed, distinguished",
  },
  { name: "meant", pattern: /\b(?:is|are|was|were) meant\b/i, instead: "intended, refers to" },
];
