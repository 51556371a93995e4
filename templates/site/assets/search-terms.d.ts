export function termsOf(text: string): string[]

export function askedTermsOf(text: string): string[]

export const indexOptions: {
  fields: string[]
  tokenize: (text: string) => string[]
  processTerm: (term: string) => string
}

export const searchOptions: {
  tokenize: (text: string) => string[]
  boost: Record<string, number>
  prefix: (term: string) => boolean
  weights: { fuzzy: number; prefix: number }
}

export const similarOptions: typeof searchOptions & { fuzzy: (term: string) => number | false }
