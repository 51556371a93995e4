/** Tables in house format. */
import { expect, test } from 'vitest'
import { formatDelimiters, formatRow } from '../../../src/notes/format/tables.ts'

test('one space around each cell, and as many cells as the widest row has', () => {
  expect(formatRow(['a', '', 'b'], 4)).toBe('| a | | b | |')
  expect(formatRow([], 1)).toBe('| |')
})

test('the alignment of a column stays', () => {
  expect(formatDelimiters([':--', ':-:', '-:', '-'], 5)).toBe('| :--- | :---: | ---: | --- | --- |')
  expect(formatDelimiters([':'], 1)).toBe('| :--- |')
})
