import { describe, expect, it } from 'vitest';
import { minifyMarkup, minifyStyles } from './minify-templates.ts';

const whole = { isFirst: true, isLast: true };

describe('minifyMarkup', () => {
  it('keeps one blank where there was one, and none at the ends of the template', () => {
    expect(minifyMarkup('\n    <p>\n      a <b>c</b>\n    </p>\n  ', whole)).toBe('<p> a <b>c</b> </p>');
    expect(minifyMarkup(' a', { isFirst: true, isLast: false })).toBe(' a');
    expect(minifyMarkup('\n a\n', { isFirst: false, isLast: false })).toBe(' a ');
  });

  it('leaves text whose blanks count', () => {
    expect(minifyMarkup('<pre>\n  a\n</pre>', whole)).toBe('<pre>\n  a\n</pre>');
  });
});

describe('minifyStyles', () => {
  it('takes out what separates nothing', () => {
    expect(minifyStyles('\n  a {\n    color : red; /* why */\n    margin: 0 auto;\n  }\n', whole)).toBe(
      'a{color :red;margin:0 auto}',
    );
  });

  it('keeps blanks that mean something', () => {
    expect(minifyStyles(':host([open]) .a :hover > b { width: calc(1px + 2px) }', whole)).toBe(
      ':host([open]) .a :hover > b{width:calc(1px + 2px)}',
    );
    expect(minifyStyles("a { content: 'x ;  y: z' }", whole)).toBe("a{content:'x ;  y: z'}");
  });
});
