type Hosts = readonly string[]

export function termsOf(text: string, hosts: Hosts): string[]

export function askedTermsOf(text: string, hosts: Hosts): string[]

export function indexOptions(hosts: Hosts): {
  fields: string[]
  tokenize: (text: string) => string[]
  processTerm: (term: string) => string
}

type SearchOptions = {
  tokenize: (text: string) => string[]
  boost: Record<string, number>
  prefix: (term: string) => boolean
  weights: { fuzzy: number; prefix: number }
}

export function searchOptions(hosts: Hosts): SearchOptions

export function similarOptions(hosts: Hosts): SearchOptions & { fuzzy: (term: string) => number | false }
