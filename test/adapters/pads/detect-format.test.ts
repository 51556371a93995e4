/** The format of a text, detected from its content. */
import { expect, test } from 'vitest'
import { type DetectedFormat, detectFormat } from '../../../src/adapters/pads/detect-format.ts'
import { exportHtml, exportText } from '../../sandbox/pads/etherpad-exports.ts'
import { buttonLines, plainLines } from '../../sandbox/pads/etherpad-lines.ts'

const BUTTONS = 'Participants\n\t* @fkr\n\t\t* later\nplain\n'

const cases: [string, string, DetectedFormat][] = [
  ['Markdown', '# 2023-01-18\n\n- @fkr\n', 'markdown'],
  ['Markdown indented by tabs', '* a\n\t* b\n\n\t* c\n\t\t- d\n', 'markdown'],
  ['Markdown that begins with raw HTML', '<style>h1 {}</style>\n<!-- .slide -->\n# Slides\n', 'markdown'],
  ['Markdown that begins with an open comment', '<!-- never closed\n# x\n', 'markdown'],
  ['Markdown that talks of HTML', 'We use <html> and\n<!doctype html>\n', 'markdown'],
  ['the text export of a typed pad', exportText(plainLines('# x\n* a\n')), 'markdown'],
  ['the text export of lists made with buttons', exportText(buttonLines(BUTTONS)), 'etherpad-text'],
  ['numbered lists made with buttons', 'x\n\t1. a\n\t\t1.1. b\n', 'etherpad-text'],
  ['the HTML export', exportHtml('x', buttonLines(BUTTONS)), 'etherpad-html'],
  ['the HTML of the HTTP API', '<!DOCTYPE HTML><html><body>a<br></body></html>', 'etherpad-html'],
  ['a login page', '<!DOCTYPE html><html><head><title>Sign in</title></head><body><form></form></body></html>', 'web-page'],
  [
    'a page after space, comment and XML',
    ' \n<!-- x -->\n<?xml version="1.0"?>\n<html lang=de><head></head><body></body></html>',
    'web-page',
  ],
  ['a page without a head and without lines', '<!DOCTYPE html><html><body>Please log in</body></html>', 'web-page'],
  ['a page without a head, with a form', '<html><body><form action="/login"></form></body></html>', 'web-page'],
  [
    'a page that only mentions the generator',
    '<html><head></head><body><meta name="generator" content="Etherpad"></body></html>',
    'web-page',
  ],
]

test.each(cases)('%s', (_name, text, format) => {
  expect(detectFormat(text)).toBe(format)
})
