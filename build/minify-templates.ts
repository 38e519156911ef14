// Takes the indentation out of html`…`, svg`…` and css`…` templates: whitespace for the reader of the source.
import type { Plugin } from 'vite';

interface Edit {
  start: number;
  end: number;
  text: string;
}

interface Node {
  type: string;
  start: number;
  end: number;
  [key: string]: unknown;
}

/** Runs after types are stripped, on our own sources only. */
export function minifyTemplates(): Plugin {
  return {
    name: 'deskbell-minify-templates',
    enforce: 'post',
    apply: 'build',
    transform: {
      filter: { id: { include: /\/(?:widget|portal|shared)\/.*\.ts$/ }, code: /\b(?:html|svg|css)`/ },
      handler(code) {
        const edits: Edit[] = [];
        collect(this.parse(code) as unknown as Node, edits);
        return { code: applyEdits(code, edits), map: null };
      },
    },
  };
}

function collect(node: Node, edits: Edit[]): void {
  if (node.type === 'TaggedTemplateExpression') {
    const tag = node['tag'] as Node;
    const minify = tag.type === 'Identifier' ? minifiers[tag['name'] as string] : undefined;
    if (minify !== undefined) {
      const quasis = (node['quasi'] as Node)['quasis'] as (Node & { value: { raw: string } })[];
      quasis.forEach((quasi, index) => {
        const text = minify(quasi.value.raw, { isFirst: index === 0, isLast: index === quasis.length - 1 });
        edits.push({ start: quasi.start, end: quasi.end, text });
      });
    }
  }
  for (const value of Object.values(node)) {
    for (const child of Array.isArray(value) ? (value as unknown[]) : [value]) {
      if (typeof child === 'object' && child !== null && 'type' in child) collect(child as Node, edits);
    }
  }
}

interface Place {
  isFirst: boolean;
  isLast: boolean;
}

const minifiers: Record<string, (raw: string, place: Place) => string> = {
  html: minifyMarkup,
  svg: minifyMarkup,
  css: minifyStyles,
};

/** Whitespace runs become one blank, which means the same everywhere but in `<pre>`; at the ends of a template, none. */
export function minifyMarkup(raw: string, { isFirst, isLast }: Place): string {
  if (/<(?:pre|textarea)\b/.test(raw)) return raw;
  let text = raw.replaceAll(/\s+/g, ' ');
  if (isFirst && /^\s*\n/.test(raw)) text = text.trimStart();
  if (isLast && /\n\s*$/.test(raw)) text = text.trimEnd();
  return text;
}

/** Comments go, and whitespace wherever it separates nothing; strings stay as they are. */
export function minifyStyles(raw: string, { isFirst, isLast }: Place): string {
  const text = raw
    .split(/("(?:[^"\\]|\\.)*"|'(?:[^'\\]|\\.)*')/)
    .map((part, index) => (index % 2 === 1 ? part : minifyRules(part)))
    .join('');
  const started = isFirst ? text.trimStart() : text;
  return isLast ? started.trimEnd() : started;
}

function minifyRules(text: string): string {
  return text
    .replaceAll(/\/\*[\s\S]*?\*\//g, '')
    .replaceAll(/\s+/g, ' ')
    .replaceAll(/ ?([{};,]) ?/g, '$1')
    .replaceAll(/(:) /g, '$1')
    .replaceAll(';}', '}');
}

function applyEdits(code: string, edits: Edit[]): string {
  let result = '';
  let at = 0;
  for (const { start, end, text } of edits.sort((a, b) => a.start - b.start)) {
    // A template inside another's expression lies between two of its edits, never within one.
    result += code.slice(at, start) + text;
    at = end;
  }
  return result + code.slice(at);
}
