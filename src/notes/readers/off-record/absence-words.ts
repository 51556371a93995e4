/** The words for why somebody is absent, English and German. */

import { anyOf } from '../../../domain/text/phrases.ts'
import { oneOf } from '../../text/word-lists.ts'
/** Sources of regular expressions. */
export const ENGLISH = anyOf([
  '(a )?sick (child|children|kids?|son|daughter), (child|children|kids?|son|daughter) (is |are )?(sick|ill)',
  'child ?care, (a )?(family|private|personal) (reasons?|emergency|matters?|issues?|appointment)',
  '(a |the )?(funeral|wedding|bereavement), death in the family',
  /(?:(?:off|out|home|at home|in bed|called in) )?(?:sick|ill|unwell|injured|hospitali[sz]ed|pregnant)(?: leave| day)?/,
  'sick(ness)?, illness, not feeling well, (the |a )?(flu|fever|migraine), a cold',
  /covid(?:[- ]?19)?/,
  '(the |in )?hospital, surgery, an operation',
  /(?:the |a )?(?:doctor|dentist)(?:[’']?s)?(?: appointment| visit)?/,
  '(a )?medical (leave|appointment|reasons|emergency), health (reasons|issues|problems), therapy, rehab',
  'burn-?out',
  '(sick|maternity|paternity|parental|parent|family|annual|special|unpaid|compassionate|bereavement|carers?) leave',
  'leave of absence, on leave, parental time, sabbatical, jury duty',
  '(a |his |her |their )?(vacations?|holidays?), pto, paid time off, (a )?day off, time off, (a )?business trip',
  'travell?ing, strike',
])
export const GERMAN = anyOf([
  'krank(heit|meldung(en)?|geschrieben|gemeldet|heitsbedingt|heitsfall|enstand)?, erkrankt, erkrankung',
  'erkältet, erkältung, grippe, corona, fieber, migräne, unwohl, krankenhaus, verletzt, schwanger',
  /(?:eine[rn]? )?(?:op|operation)/,
  'reha, kur, (zahn|kinder)?arzt(termin|besuch)?, elternzeit, elternurlaub, mutterschutz, vaterschaftsurlaub',
  'pflegezeit, (krankes )?kind(er)? (ist |sind )?krank, krankes kind, kranken? kind(es|ern)?, kinderbetreuung',
  /kind[- ]?krank/,
  /(?:eine[rn]? )?(?:beerdigung|trauerfall|todesfall|hochzeit|umzug|umzugs)/,
  /familiäre[nr]? (?:gründen?|notfall|angelegenheit)/,
  /(?:private[nr]?|persönliche[nr]?|gesundheitliche[nr]?) (?:gründen?|termine?|angelegenheit)/,
  '(sonder|rest|bildungs|kurz|jahres)?urlaubs?, ferien, freizeitausgleich, überstundenabbau, gleittag',
  '(dienst|geschäfts)reise, verreist, auf reisen, streik, sabbatjahr',
])
/** "due to", "on", "im": goes with the reason. */
const CAUSE = anyOf([
  'due to, because of, for, owing to, on account of, thanks to, out of office, ooo, on, in, at, off on, with',
  'has, having, is, on his, on her, wegen, aufgrund, aus, im, in der, in, auf, beim, zur, zum, mit, hat, ist',
  'liegt, muss',
])
export const REASONS = [
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d@/#-])(?:${CAUSE} ){0,2}${GERMAN}(?: im bett| zu ?hause)?(?![\p{L}\d-])`, 'giu'),
    absent: 'abwesend',
  },
  {
    pattern: new RegExp(String.raw`(?<![\p{L}\d@/#-])(?:${CAUSE} ){0,2}${ENGLISH}(?: in bed| at home)?(?![\p{L}\d-])`, 'giu'),
    absent: 'absent',
  },
]

const ALL_REASONS = `${GERMAN}|${ENGLISH}`

/** Behind a reason: nothing more, a time, or another clause. "Vacation planning" is a topic, "hospital.example" a host. */
export const BEHIND = new RegExp(
  String.raw`^[\s*_~]{0,4}(?:$|[)\],;!?|–—-](?!\()|[.:](?![\p{L}\d/_\\])|[/&](?=\s|(?:${ALL_REASONS})(?![\p{L}\d-]))|${oneOf(
    'today,tonight,this,next,until,till,til,from,since,for,back,again,and,but,or,tomorrow,all,whole,on,through,so',
    'weg, fern, raus, verhindert, ausfällt, heute, diese, dieser, diesen, nächste, nächsten, nächster, bis, ab, seit',
    'von, vom, und, aber, oder, wieder, morgen, die ganze, am, mo, di, mi, do, fr',
  )}(?![\p{L}\d]))`,
  'iu',
)
