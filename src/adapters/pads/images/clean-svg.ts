/**
 * Takes everything out of an SVG that runs or loads something: only known elements and attributes stay (hast-util-sanitize), and
 * addresses only inside the image. The same image gives the same bytes.
 */
import type { Element, Nodes, Root } from 'hast'
import { type Schema, sanitize } from 'hast-util-sanitize'
import { toHtml } from 'hast-util-to-html'
import rehypeParse from 'rehype-parse'
import { SaxesParser } from 'saxes'
import { unified } from 'unified'

export type CleanSvg = {
  readonly text: string
  /** Names of elements that were taken out and may be missed by who looks at it. */
  readonly removed: readonly string[]
}

/** null: it is no image that a browser shows. */
export function cleanSvg(text: string): CleanSvg | null {
  try {
    // Declarations between brackets are XML alone; a parser of HTML takes them for words.
    const root = unified().use(rehypeParse, { fragment: true, space: 'svg' }).parse(text.replace(DOCTYPE, '')) as Root
    const svg = root.children.find((node): node is Element => node.type === 'element' && node.tagName === 'svg')
    if (svg === undefined) return null
    const clean = withSafeStyles(sanitize(svg, SCHEMA)) as Element
    clean.properties.xmlns = 'http://www.w3.org/2000/svg'
    const cleaned = toHtml(clean, { space: 'svg', closeEmptyElements: true })
    if (!isXml(cleaned)) return null
    const kept = new Set(namesIn(clean))
    const removed = [...new Set(namesIn(svg))].filter((name) => !kept.has(name) && !name.includes(':') && !UNSEEN.has(name))
    return { text: `${cleaned}\n`, removed: [...removed, ...(loadsImage(svg) ? ['image'] : [])].sort() }
  } catch (error) {
    // Nested so deeply that no drawing program can have made it.
    if (error instanceof RangeError) return null
    throw error
  }
}

const DOCTYPE = /<!DOCTYPE[^<>[]{0,1000}\[[^\]]{0,20000}\]\s{0,9}>/i

const words = (text: string): string[] => text.split(/\s+/).filter((word) => word !== '')

/** Drawing, text, colors and effects. No scripts, no links, no animation (it can set addresses), no HTML. */
const ELEMENTS = words(`
  svg g defs symbol use switch title desc style path rect circle ellipse line polyline polygon text tspan textPath image
  marker pattern mask clipPath linearGradient radialGradient stop filter
  feBlend feColorMatrix feComponentTransfer feComposite feConvolveMatrix feDiffuseLighting feDisplacementMap feDistantLight
  feDropShadow feFlood feFuncA feFuncB feFuncG feFuncR feGaussianBlur feMerge feMergeNode feMorphology feOffset fePointLight
  feSpecularLighting feSpotLight feTile feTurbulence`)

/** As hast names them. */
const ATTRIBUTES = words(`
  xmlns xmlnsXLink version viewBox preserveAspectRatio id className style width height x y dx dy x1 y1 x2 y2 cx cy r rx ry fx fy
  d points pathLength transform rotate offset role ariaLabel ariaLabelledBy ariaHidden xmlSpace xmlLang lang requiredFeatures systemLanguage
  fill fillOpacity fillRule stroke strokeWidth strokeOpacity strokeLineCap strokeLineJoin strokeMiterLimit strokeDashArray
  strokeDashOffset opacity color display visibility overflow clip clipPath clipRule mask filter paintOrder vectorEffect
  shapeRendering textRendering imageRendering colorInterpolation colorInterpolationFilters mixBlendMode
  fontFamily fontSize fontStyle fontWeight fontVariant fontStretch fontSizeAdjust letterSpacing wordSpacing textAnchor
  textDecoration textLength lengthAdjust dominantBaseline alignmentBaseline baselineShift writingMode direction unicodeBidi startOffset
  markerStart markerMid markerEnd markerWidth markerHeight markerUnits refX refY orient
  gradientUnits gradientTransform spreadMethod stopColor stopOpacity patternUnits patternContentUnits patternTransform
  maskUnits maskContentUnits clipPathUnits filterUnits primitiveUnits
  in in2 result mode type values tableValues slope intercept amplitude exponent k1 k2 k3 k4 operator order kernelMatrix divisor
  bias targetX targetY edgeMode preserveAlpha surfaceScale diffuseConstant specularConstant specularExponent limitingConeAngle
  lightingColor floodColor floodOpacity scale xChannelSelector yChannelSelector stdDeviation radius azimuth elevation z
  pointsAtX pointsAtY pointsAtZ baseFrequency numOctaves seed stitchTiles`)

/** Parts of the image itself, and pictures that it holds. */
const INSIDE = [/^#/, /^data:image\/(?:png|jpeg|gif|webp);base64,[A-Za-z\d+/=\s]*$/]
/** No address but `url(#part)`, and no rule that loads one; in CSS a backslash hides what a word says. */
const NO_ADDRESS = /^(?!.*(?:[\\@]|\/\/|image-set\s*\(|url\s*\((?!\s*["']?#)))/is

/** Their content goes with them; of others that are not known, what stands in them stays. */
const STRIPPED = ['script', 'foreignObject', 'metadata', 'iframe', 'object', 'embed', 'audio', 'video']

const SCHEMA: Schema = {
  tagNames: ELEMENTS,
  attributes: {
    '*': [...ATTRIBUTES.map((name): [string, RegExp] => [name, NO_ADDRESS]), ['href', ...INSIDE], ['xLinkHref', ...INSIDE]],
    svg: [
      ['xmlns', 'http://www.w3.org/2000/svg'],
      ['xmlnsXLink', 'http://www.w3.org/1999/xlink'],
    ],
  },
  strip: [...STRIPPED],
  clobber: [],
  clobberPrefix: '',
  ancestors: {},
  required: {},
  protocols: {},
  allowComments: false,
  allowDoctypes: false,
}

/** What nobody sees in an image. */
const UNSEEN = new Set(['script', 'metadata', 'namedview'])

/** Rules that load something, or hold signs of XML, go. */
function withSafeStyles(node: Nodes): Nodes {
  if (node.type !== 'element' && node.type !== 'root') return node
  const children = node.children
    .filter((child) => child.type !== 'element' || child.tagName !== 'style' || isSafeStyle(child))
    .map((child) => withSafeStyles(child) as Element)
  return { ...node, children }
}

function isSafeStyle({ children }: Element): boolean {
  const css = children.map((child) => (child.type === 'text' ? child.value : '<')).join('')
  return !/[<&]/.test(css) && NO_ADDRESS.test(css)
}

/** What stands in an element that goes as a whole goes with it. */
function namesIn({ tagName, children }: Element): readonly string[] {
  if (STRIPPED.includes(tagName)) return [tagName]
  return [tagName, ...children.flatMap((child) => (child.type === 'element' ? namesIn(child) : []))]
}

/** A picture from elsewhere: without its address nothing of it is seen. */
function loadsImage({ tagName, properties, children }: Element): boolean {
  const address = [properties.href, properties.xLinkHref].find((value) => typeof value === 'string')
  if (tagName === 'image' && typeof address === 'string' && !INSIDE.some((inside) => inside.test(address))) return true
  return children.some((child) => child.type === 'element' && loadsImage(child))
}

/** Browsers show an image only if it is well-formed. */
function isXml(text: string): boolean {
  const parser = new SaxesParser({ xmlns: true })
  let isFine = true
  parser.on('error', () => {
    isFine = false
  })
  parser.write(text).close()
  return isFine
}
