/** Lines that name a day, and which of them name a meeting. Pure. */
import { replaceDays } from '../text/days.ts'

/** A line that names a meeting or its day, and nothing else. */
export function isDayTitle(text: string): boolean {
  return text.length < 200 && wordsBeside(text).every((word) => MEETING.test(word))
}

/** Words of a title beside its days, in lower case; times and numbers of weeks are none. */
export function wordsBeside(title: string): readonly string[] {
  return (
    replaceDays(title.slice(0, 1000), () => ' ')
      .replace(/<[^<>]{0,400}>/g, ' ')
      .toLowerCase()
      .match(/[\p{L}\d]+(?:['’-][\p{L}\d]+)*/gu)
      ?.filter((word) => !/^\d/.test(word)) ?? []
  )
}

/** What is said of a day and a meeting, and of nothing else. */
export const MEETING = new RegExp(
  `^(?:${[
    'mon(?:day)?|tue(?:s(?:day)?)?|wed(?:nesday)?|thu(?:r?s?(?:day)?)?|fri(?:day)?|sat(?:urday)?|sun(?:day)?',
    'mo|di|mi|do|fr|sa|so|(?:mon|diens|donners|frei|sams|sonn)tag|mittwoch|sonnabend',
    'on|of|the|and|at|from|vom|von|am|um|der|des|die|das|den|dem|zum|zur|und|uhr|utc|ces?t|mes?z|am|pm|h|kw|cw|week|woche|date|datum',
    '(?:team|sprint|weekly|status|projekt|project|group|gruppen)?-?(?:meeting|call|sync|treffen|sitzung|besprechung|runde|review|planning|planung)s?',
    'weekly|bi-?weekly|daily|monthly|wöchentliches?|retro(?:spective|spektive)?|refinement|grooming|stand-?up|jour|fixe|check-?in|tele(?:fon)?konferenz|telko|videokonferenz',
    'minutes|notes|meeting-?notes|protokoll|mitschrift|notizen|ergebnisprotokoll|agenda|tagesordnung',
    'cancell?ed|skipped|abgesagt|entf[äa]llt|ausgefallen|f[äa]llt|aus',
    'teams?|sig|wg|ag|working|group|arbeitsgruppe|community|board|committee|special|interest|sprint|scrum|tech(?:nical)?',
  ].join('|')})$`,
  'u',
)
