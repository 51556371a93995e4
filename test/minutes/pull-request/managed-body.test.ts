/** The part of a description that is the app's: its questions are known by their markers, ticks stay with them. */
import { expect, test } from 'vitest'
import {
  markedBody,
  markedQuestion,
  moreQuestions,
  openCountIn,
  openIn,
  updatedBody,
  withTicks,
} from '../../../src/minutes/pull-request/managed-body.ts'

const ONE = '0000000000000001'
const TWO = '0000000000000002'
const body = `Minutes.\n\n- [ ] ${markedQuestion('Is one right?', ONE)}\n- [ ] ${markedQuestion('Is two right?', TWO)}\n- [ ] ${moreQuestions(7)}`
const former = (own: string) => `<!-- scs-sprint:pull v1 -->\n${own}\n<!-- /scs-sprint:pull -->\n`
const ticked = (text: string) => text.replace('- [ ] Is one', '- [x] Is one')

test('a tick stays with its question when the words, the list and the place change', () => {
  const reworded = `Notes.\n\n* [ ] ${markedQuestion('Please check two.', TWO)}\n* [ ] ${markedQuestion('line 9: please check one.', ONE)}`
  expect(updatedBody(`Hello.\n${ticked(markedBody(body))}Thanks!\n`, reworded)).toBe(
    `Hello.\n${markedBody(reworded.replace(/\* \[ \] (?=line 9)/, '* [x] '))}Thanks!\n`,
  )
})

test('the same words under another marker are another question', () => {
  expect(updatedBody(ticked(markedBody(body)), `- [ ] ${markedQuestion('Is one right?', TWO)}`)).toContain('- [ ] Is one right?')
})

test('open questions are told without their markers; those without room are counted whatever their words are', () => {
  expect(openIn(ticked(markedBody(body)))).toEqual(['Is two right?', 'and 7 more of this kind'])
  expect(openCountIn(markedBody(body))).toBe(9)
  expect(openCountIn(markedBody(body.replace('and 7 more of this kind', 'besides, seven others')))).toBe(9)
})

test('boxes of people and of a template of their own are no questions', () => {
  expect(openIn(`- [ ] mine\n${markedBody(`${body}\n- [ ] read by two`)}- [ ] another of mine\n`)).toEqual(openIn(markedBody(body)))
  expect(openIn(markedBody('- [ ] read by two'))).toEqual([])
  expect(openIn('- [ ] all mine now')).toEqual([])
  expect(updatedBody('- [ ] all mine now', body)).toBeNull()
})

test('a box of a template of their own stays ticked', () => {
  const own = (sign: string) => markedBody(`${body}\n- [${sign}] read by two`)
  expect(updatedBody(own('x'), `${body}\n- [ ] read by two`)).toBe(own('x'))
})

test('what is answered on the branch is ticked by its marker', () => {
  expect(withTicks(body, new Set([TWO]))).toBe(body.replace('- [ ] Is two', '- [x] Is two'))
})

test('a body of an earlier version has no markers at its questions: their words tell them, between the markers alone', () => {
  const old = former(
    '- [ ] line 3: Is one right?\n- [x] [line 4](https://github.com/a): Is two right?\n  - [ ] nested\n- [ ] and 37 more of this kind',
  )
  expect(openIn(`- [ ] mine\r\n${old.replaceAll('\n', '\r\n')}`)).toEqual(['line 3: Is one right?', 'and 37 more of this kind'])
  expect(openCountIn(`- [ ] mine\n${old}`)).toBe(38)
  expect(updatedBody(old, body)).toBe(markedBody(body.replace('- [ ] Is two', '- [x] Is two')))
})
