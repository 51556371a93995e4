/** What ical.js reads of a piece of a calendar. */
import ICAL from 'ical.js'

/** Names are in lower case. */
export type Property = {
  readonly name: string
  readonly parameters: Readonly<Record<string, unknown>>
  readonly type: string
  readonly values: readonly unknown[]
}
export type Component = { readonly name: string; readonly properties: readonly Property[]; readonly components: readonly Component[] }

type Raw = [string, [string, Record<string, unknown>, string, ...unknown[]][], Raw[]]

/** Why a part of a calendar is left out, for people. */
export class NotUnderstood extends Error {}

/** Lines of one component, `BEGIN` to `END`. Values that are no dates come as they are; what the parser refuses throws NotUnderstood. */
export function parseComponent(lines: readonly string[]): Component {
  const { strict } = ICAL.design
  ICAL.design.strict = false
  try {
    return componentOf(ICAL.parse(lines.join('\r\n')) as Raw)
  } catch (error) {
    throw new NotUnderstood((error as Error).message, { cause: error })
  } finally {
    ICAL.design.strict = strict
  }
}

function componentOf([name, properties, components]: Raw): Component {
  return {
    name,
    properties: properties.map(([property, parameters, type, ...values]) => ({ name: property, parameters, type, values })),
    components: components.map(componentOf),
  }
}

export function firstOf({ properties }: Component, name: string): Property | null {
  return properties.find((property) => property.name === name) ?? null
}

export function componentsOf({ components }: Component, name: string): readonly Component[] {
  return components.filter((component) => component.name === name)
}
