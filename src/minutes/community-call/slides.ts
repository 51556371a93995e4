/** The community call as slides: a slide a team, below it what there is to tell. HedgeDoc's slide mode. Pure. */
import { bulletsOf, itemBullets, type TeamHeadlines } from './headlines.ts'

export type Slide = { readonly title: string; readonly bullets: readonly string[] }

/** More bullets than this nobody reads on a wall. */
const ON_A_SLIDE = 8

/** Slides of one team below its title slide; one alone where there is little to tell. */
export function slidesOf(headlines: TeamHeadlines): readonly Slide[] {
  const { lifted, helpWanted, review, planning, topics, decisions, actionItems } = headlines
  const all = bulletsOf(headlines)
  if (all.length <= 3) return all.length === 0 ? [] : [{ title: 'In short', bullets: all }]
  const closing = [...decisions, ...itemBullets(actionItems)]
  return [
    { title: 'In short', bullets: lifted },
    { title: 'Sprint review', bullets: review },
    { title: 'Sprint planning', bullets: planning },
    { title: review.length > 0 || planning.length > 0 ? 'Also' : 'Topics', bullets: topics },
    { title: decisions.length === 0 ? 'To do' : actionItems.length === 0 ? 'Decisions' : 'Decisions and action items', bullets: closing },
    { title: 'Help wanted', bullets: helpWanted },
  ].flatMap(({ title, bullets }) => (bullets.length === 0 ? [] : [{ title, bullets: fitting(bullets) }]))
}

function fitting(bullets: readonly string[]): readonly string[] {
  const rest = bullets.length - ON_A_SLIDE
  return rest > 0 ? [...bullets.slice(0, ON_A_SLIDE - 1), `… and ${rest + 1} more`] : bullets
}
