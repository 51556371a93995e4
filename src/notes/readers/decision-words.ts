/** Words by which a decision is known, and those that take it back. */

import { anyOf, phrases, sequence, WHOLE_WORDS } from '../../domain/text/phrases.ts'
import { anywhere, oneOf } from '../text/word-lists.ts'
export const LABEL = oneOf(
  'decision(s), decisions made, decisions taken, decided, final decision, agreed, agreement(s), conclusion(s)',
  'resolution(s), resolved, approved, adopted, accepted, consensus, #agreed, #accepted, #decision, #resolved',
  'entscheidung(en), beschluss, beschlüsse, beschluß, beschlossen, entschieden, konsens, vereinbarung(en)',
  'vereinbart, fazit, ergebnis, angenommen, genehmigt',
)
export const COMMAND = /^\s{0,3}#(?:agreed|accepted|decision|resolved)\s{1,3}/i
/** `DECISION we take blue`: in capitals the word is a label without a colon, too. */
export const SHOUTED = phrases(['DECISION, DECIDED, RESOLVED, AGREED, BESCHLUSS, BESCHLOSSEN, ENTSCHEIDUNG, ENTSCHIEDEN'], {
  before: /^\W{0,6}/u,
  after: /\s{1,2}(?!\p{Lu}{2}|\d)(?=[\p{L}@[`*_"“„])/u,
  flags: 'u',
})
export const SAID = phrases(
  [
    phrases(
      [
        phrases(
          [
            'was ',
            'has been ',
            'have ',
            'has ',
            'is ',
            'are ',
            'were ',
            'all ',
            'therefore ',
            'then ',
            'also ',
            'finally ',
            'unanimously ',
            'generally ',
          ],
          {
            before: /(?:we|it|team|group|board|sig|everyone|everybody|all|people|room|participants)\W{1,3}/,
            after: /(?:decided?s?|agreed?s?|resolved)/,
            times: [0, 2],
            flags: 'i',
          },
        ),
        '(was|were|been|is|are) (unanimously |generally |jointly )?(decided|agreed)',
        /^\W{0,6}(?:decided|agreed)/i,
        '(wurde |wird |haben |ist )?(beschlossen|vereinbart|entschieden)',
      ],
      { before: /(?<![a-z])/, after: /,? ?(?:to|that|on|upon|against|for|in favou?r|not to|we|dass|zu|:|, )(?![a-z])/, flags: 'i' },
    ),
    /(?<![a-z])(?:wurde|wurden|haben|hat|ist) (?:[^.?!]{0,60} )?(?:beschlossen|vereinbart|entschieden)(?![a-zäöü])/i,
    /(?<![a-z])(?:beschlossen|vereinbart|entschieden)[.!)\s]{0,3}$/i,
  ],
  { flags: 'i' },
)
export const GROUP = phrases(
  [
    'no objections?, no vetos?, no vetoes, no opposition, without objections?',
    // What nobody objects to was only said so far.
    /(?:nobody|no ?one) object(?:s|ed)(?! to(?![a-z]))/i,
    'keine einwände, ohne gegenstimmen?, einstimmig, mehrheitlich, unanimous(ly)?',
    '(niemand|keiner) (hat|hatte) (einwände|(et)?was dagegen)',
    'motion (is |was |has been )?(carried|accepted|passed|adopted|approved|withdrawn)',
    '(rough )?consensus (reached|in (the )?room|in (this|the) group|that|to|is|was|on)',
    '(we|group) (voted|vote) (to|for|against|in favou?r)',
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
)
/** The group was asked, and may still say no: `no objections so far`, `keine Einwände bis Freitag`. */
export const PROVISIONAL = phrases(['yet, so far, for now, until, till, not without, noch, bisher, bislang, vorerst, bis, nicht ohne'], {
  before: /(?<![a-zäöüß])/,
  after: /(?![a-zäöüß])/,
  flags: 'i',
})
const COUNT = String.raw`\(?\d{1,3} ?[-–:/] ?\d{1,3}(?: ?[-–:/] ?\d{1,3})?\)?`
export const VOTED = phrases(
  [
    sequence([
      anyOf(['passed, passes, carried, carries, approved, adopted, accepted, angenommen, beschlossen, genehmigt']),
      `(?: unanimously| by consensus)?[,:]?(?: with| by| mit)? ${COUNT}`,
    ]),
    sequence([`(?:mit|with) ${COUNT} (?:stimmen |votes )?`, /(?:angenommen|beschlossen|genehmigt|passed|approved|adopted)/]),
    /(?:vote|abstimmung|votes|result|ergebnis): .{0,60}[ ,(](?:passed|approved|angenommen|accepted|adopted|carried)/,
    '(antrag|vorschlag|motion|proposal) (ist |wurde |wird |was |is )?(angenommen|passed|carried|approved|accepted)',
  ],
  WHOLE_WORDS,
)
const DECIDES = oneOf(
  'decide(d), decision(s), agree(d), agreement(s), resolved, consensus, settled',
  'beschlossen, beschluss, entschieden, entscheidung(en), vereinbart, vereinbarung(en)',
  'geeinigt, einigen, einigung, konsens',
)
/** What was agreed before, and not here: `we cannot ship it as agreed`. */
const NOT_EARLIER = `(?<!(?<![\\p{L}\\d])${oneOf('as, than, our, earlier, previous, wie, als, unsere[nr]?, frühere[nr]?')} )`
export const DECISION_WORD = new RegExp(`(?<![\\p{L}\\d])${NOT_EARLIER}${DECIDES}(?![\\p{L}\\d])`, 'iu')
const NEGATION = oneOf(
  'not, never, nobody, no one, noone, nothing, hardly, barely, cannot, failed to, unable to',
  'nicht, nichts, nie, niemals, niemand, kaum',
)
const SAME_CLAUSE = `(?:(?! (?:and|und|but|aber|so|then|dann|only|nur) )[^,;:.!?()–—]){0,50}?`
/** `we could not agree`, `nothing was decided`, `keine Entscheidung`: the negation stands before the first word of a decision, in its clause. */
export const UNDECIDED = new RegExp(
  `${anyOf([
    sequence([`(?<![\\p{L}\\d])${NEGATION}(?![\\p{L}\\d])`, SAME_CLAUSE]),
    sequence([/(?<=\p{L}{2})n['’]t(?!\p{L})/u, SAME_CLAUSE]),
    /(?<![\p{L}\d])(?:no|keine?[nrms]?)(?: \p{L}{3,20})? /u,
  ])}(?<![\\p{L}\\d])${DECIDES}$`,
  'iu',
)
/** Announced, wished for, or missing: nothing was decided. */
export const NOT_YET = phrases(
  [
    'to be (decided|agreed), tbd',
    'undecided, unentschieden, agreed? to disagree',
    '(consensus|agreement|decision) (was|is|has|could|can|will) not',
    '(konsens|einigung|entscheidung) (wurde|ist|war|konnte) nicht',
    'not (passed|carried|approved|adopted|accepted), nicht (angenommen|genehmigt)',
    'needs? to (be )?(decided?|agreed?)',
    sequence([
      anyOf(['must, should, can, could, may, might, will, would, if, when, once, until, whether, unless, before']),
      / (?:be |we |it is |all |someone )?(?:decided?|agreed?|objects?)/,
    ]),
    'lack of consensus',
    'noch zu (entscheiden|beschließen)',
    '(muss|müssen|soll|sollte|sollten|kann|könnte) {40}(entschieden|beschlossen|vereinbart) werden',
    'if there (are|is) no, after (we|it), (what|which) (we|was)',
    'unless there are objections',
  ],
  { before: /(?<![a-z])/, after: /(?![a-z])/, flags: 'i' },
)
export const CONDITION = anywhere(
  oneOf(
    'if, unless, provided, as soon as, once we, in case, whether, depending on, assuming, wenn, falls, sofern, sobald',
    'ob, vorausgesetzt, unter der bedingung',
  ),
)
export const OPINION = phrases([
  phrases(
    [
      'would, could, think, guess, believe, hope, suggest, propose, have no, see no, do not',
      /don['’]t/iu,
      'am, würde, denke, glaube, finde, hätte, habe keine, schlage',
    ],
    { before: /(?<![\p{L}'’])(?:I|I['’]d|I['’]m|ich) (?:\p{L}{1,12} ){0,2}?/u, after: /(?![\p{L}])/u },
  ),
  /(?<![\p{L}])(?:would have|would be|hätte|wäre|would like|personally|meiner meinung|imo|imho)(?![\p{L}])/iu,
])
/** Decided by others, or long ago. */
export const NEWS = phrases(
  [
    'they',
    'last (year|month|week|time|quarter)',
    'years? ago, months? ago, previously, earlier this, back then',
    /in (?:19|20)\d\d/iu,
    /letzte[nsrm]? (?:jahr|monat|woche|mal)/iu,
    'voriges jahr, damals, seinerzeit',
    '(things|points|topics|items|list) (that|which) (was|were)',
    phrases(
      [
        'upstream, vendor, customer, government, ministry, parliament, company, foundation, steering committee, council',
        'court, bundestag, regierung, ministerium, hersteller, kunde',
      ],
      { after: / (?:has |have |had |hat |haben )?(?:decided|agreed|resolved|entschieden|beschlossen)/u },
    ),
  ],
  { before: /(?<![\p{L}])/u, after: /(?![\p{L}])/u },
)
/** How it went, not what about. */
export const ONLY_VOTE = phrases(
  [
    'unanimous(ly)?, einstimmig, mehrheitlich, no objections?, no vetos?, keine einwände, passed, approved, adopted',
    'accepted, carried, agreed, angenommen, beschlossen, genehmigt, decided, yes, ja, votes?, stimmen, with, mit, by',
    'in, this, the, group, from',
    /\d{1,3}/iu,
    /[-–/:.,()\s*_]/iu,
  ],
  { before: /^/u, after: /$/u, times: [1, 20] },
)
const WHEN = [
  'further, later, again, soon, offline, asynchronously, async, today, tomorrow, now, yet, heute, morgen, später, noch',
  sequence([
    /(?:in |at |to |on |until |till |by |auf |bis |zum |zur |am |im ){0,2}(?:the |das |die |den |der )?/,
    /(?:next|nächste[nrsm]?|kommende[nrsm]?) /,
    /(?:week|month|meeting|time|call|sprint|woche|monat|mal|treffen|sitzung|termin)/,
  ]),
  '(on|by) the (mailing ?)?list, (on|until|till|by|am|bis) (monday|tuesday|wednesday|thursday|friday)',
  '(am|bis) (montag|dienstag|mittwoch|donnerstag|freitag)',
]
const ANY_TIME = `(?: ${anyOf(WHEN)}){0,2}`
const TAKEN = anyOf([
  'made, taken, reached, found, possible, decided, agreed, clear',
  'gefallen, getroffen, gefasst, möglich, erreicht, entschieden, klar',
])
/** In place of a decision: there is none, or not yet. Only whole answers: with any other word behind, it may be one (`not now, but with R5`). */
export const EMPTY = phrases(
  [
    sequence([/(?:tbd|tba|n\/a|undecided|unentschieden|agreed? to disagree)/, ANY_TIME]),
    sequence([
      /(?:still |noch |yet |as yet )?/,
      anyOf(['open, pending, none, nothing, unclear, offen, unklar, nichts', /keine[rns]?/]),
      /(?: yet| so far| bisher)?/,
    ]),
    sequence([
      /(?:no decisions?|keine? (?:beschlüsse|beschluss|entscheidung(?:en)?))/,
      `(?: (?:was |were |has been |wurden? )?${TAKEN})?${ANY_TIME}`,
    ]),
    /no decision (?:yet )?(?:on|about) (?:the|this|that) \p{L}{1,30}/u,
    /keine entscheidung (?:zu|zum|zur|über) (?:(?:den|die|das|der|dem) )?\p{L}{1,30}/u,
    sequence([/not/, anyOf([sequence([/ (?:yet|today|now)/, `(?: ${TAKEN})?`]), sequence([` ${TAKEN}`, ANY_TIME])])]),
    sequence([/(?:(?:noch|heute|noch heute) nicht|nicht)/, anyOf([sequence([/ heute/, `(?: ${TAKEN})?`]), sequence([` ${TAKEN}`])])]),
    /(?:noch|heute) nicht/,
    sequence([
      /(?:(?:this|it|that) )?(?:(?:has|have|needs?|must|should|still|is|are) ){0,2}(?:to )?be /,
      /(?:discussed|decided|determined|defined|clarified|agreed|found)/,
      `(?: on| upon)?${ANY_TIME}`,
    ]),
    sequence([
      /(?:we |someone )?(?:must|should|will|need to|have to) /,
      /(?:discuss|decide|agree|clarify)(?: on)?(?: (?:this|it|that))?/,
      ANY_TIME,
    ]),
    /(?:das |es )?(?:ist )?noch zu (?:entscheiden|beschließen|klären)/,
    /(?:das |es )?(?:muss|soll|sollte) (?:noch )?(?:entschieden|beschlossen|geklärt) werden/,
    sequence([
      /(?:consensus|agreement|decision|konsens|einigung|entscheidung) /,
      /(?:was|is|has been|could|can|wurde|ist|konnte) (?:not|nicht)/,
      `(?: be)? ${TAKEN}`,
      / ?(?:werden)?/,
    ]),
    'lack of consensus, not (passed|carried|approved|adopted|accepted), nicht (angenommen|genehmigt)',
    sequence([/(?:postponed|deferred|adjourned|vertagt|verschoben|aufgeschoben|zurückgestellt)/, ANY_TIME]),
    /-+|\.{2,}|…/,
  ],
  { before: /^/, after: /[.!]?$/ },
)
