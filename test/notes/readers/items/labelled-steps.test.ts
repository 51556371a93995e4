/** What people write behind and below a label such as "Next steps", in English and German. */
import { expect, test } from 'vitest'
import { read } from './items-read.ts'

test.each([
  ['- Nächste Schritte: @lea schreibt die Doku', ['@lea | schreibt die Doku']],
  ['- Nächste Schritte: @lea: Doku schreiben', ['@lea | Doku schreiben']],
  ['- Nächste Schritte: Tom schreibt die Doku', ['Tom | schreibt die Doku']],
  ['- Nächster Schritt: @lea und @tom schreiben die Doku', ['@lea, @tom | schreiben die Doku']],
  ['- Nächste Schritte: @lea schreibt die Doku, @tom prüft sie', ['@lea | schreibt die Doku', '@tom | prüft sie']],
  ['- Nächste Schritte: @lea fragt @tom wegen der Doku', ['@lea | fragt @tom wegen der Doku']],
  ['Next steps: @lea writes the docs', ['@lea | writes the docs']],
  ['- **Next steps:** @lea writes the docs and @tom reviews them', ['@lea | writes the docs', '@tom | reviews them']],
  ['- Next steps: the docs (@lea, @tom)', ['@lea, @tom | the docs']],
  ['- Follow-up: @lea checks the logs', ['@lea | checks the logs']],
  ['- Next steps:\n  - @lea writes the docs\n  - Tom: review\n  - deployment', ['@lea | writes the docs', 'Tom | review']],
  ['## Nächste Schritte\n\n- @lea schreibt die Doku\n- Tom prüft sie\n- Deployment', ['@lea | schreibt die Doku', 'Tom | prüft sie']],
])('%j plans what somebody does', (text, expected) => {
  expect(read(text)).toEqual(expected)
})

test.each([
  '- Next steps: deployment and frontend',
  '- Next steps: @lea reported on the docs',
  '- Next steps: @lea was there',
  '- Nächste Schritte: mit @lea abgestimmt',
])('%j names no task', (text) => {
  expect(read(text)).toEqual([])
})
