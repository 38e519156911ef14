import { describe, expect, test } from 'vitest';
import { en } from '#shared/locales/mail/en.ts';
import type { Block } from '#shared/messages/nodes.ts';
import { composeMail, fill, type MailDraft } from './compose.ts';
import { senderOf } from './sender.ts';

const draft: MailDraft = {
  kind: 'reply',
  language: 'en',
  texts: en,
  workspaceName: 'Fernweh & Co',
  footer: true,
  values: {
    agent_name: 'Anna',
    workspace_name: 'Fernweh & Co',
    ticket_id: 'TKT-0042',
    ticket_subject: 'Tent',
    ticket_url: 'https://help.example/t/abc',
    answer_hint: en.answerHint.onPage,
  },
  nodes: [{ t: 'p', c: ['It is on its way.'] }],
};
const nodes: Block[] = [
  { t: 'h', level: 1, c: ['Steps'] },
  {
    t: 'p',
    c: [
      'See ',
      { t: 'a', href: 'https://a.example/?a=1&b="x', c: [{ t: 'b', c: ['here'] }] },
      { t: 'br' },
      '<b>no</b>',
    ],
  },
  { t: 'ol', start: 3, items: [['one'], [{ t: 'code', text: 'a < b' }]] },
  {
    t: 'ul',
    items: [
      [
        { t: 'i', c: ['it'] },
        { t: 's', c: ['gone'] },
      ],
    ],
  },
  { t: 'quote', blocks: [{ t: 'p', c: ['quoted'] }] },
  { t: 'code', text: '<script>alert(1)</script>' },
];
const markup = (text: string): string => text.replaceAll(/\s*\n\s*/g, '');

describe('a mail', () => {
  test('holds subject, text and HTML with the reply, the link and why it came', async () => {
    const mail = await composeMail(draft);
    expect(mail.subject).toBe('Re: [TKT-0042] Tent');
    expect(mail.text).toBe(
      [
        'It is on its way.',
        'Anna',
        'Open the ticket:\nhttps://help.example/t/abc',
        'Please answer on the ticket’s page. Nobody reads answers to this mail.',
        '-- ',
        'You get this mail because you take part in a ticket at Fernweh & Co.',
      ].join('\n\n'),
    );
    expect(mail.html).toContain('<p>It is on its way.</p>');
    expect(mail.html).toContain('<a href="https://help.example/t/abc"');
    expect(mail.html).toContain('Fernweh &amp; Co');
  });

  test('renders each kind of node as HTML and as text', async () => {
    const mail = await composeMail({ ...draft, nodes });
    const html = markup(mail.html);
    for (const part of [
      '<h3>Steps</h3>',
      '<a href="https://a.example/?a=1&amp;b=&quot;x" rel="noopener noreferrer nofollow ugc"><strong>here</strong></a>',
      '<br />&lt;b&gt;no&lt;/b&gt;',
      '<ol start="3"><li>one</li><li><code>a &lt; b</code></li></ol>',
      '<li><em>it</em><s>gone</s></li>',
      '<blockquote><p>quoted</p></blockquote>',
      '<pre tabindex="0"><code>&lt;script&gt;alert(1)&lt;/script&gt;</code></pre>',
    ]) {
      expect(html).toContain(part);
    }
    expect(mail.text).toContain('3. one\n4. a < b');
  });

  test('shows what people typed as text: no markup, no second pass of variables', async () => {
    const hostile = '"><img src=x onerror=alert(1)>{{ticket_url}}{{constructor}}';
    const mail = await composeMail({
      ...draft,
      kind: 'member_assigned',
      values: { ...draft.values, agent_name: hostile, ticket_subject: hostile, customer_name: hostile },
    });
    expect(mail.html).not.toContain('<img');
    expect(mail.html).toContain('{{ticket_url}}{{constructor}}');
    expect(mail.text).toContain('{{ticket_url}}{{constructor}}');
  });

  test('cannot be given another header by its subject, however long', async () => {
    const subject = `Hi\r\nBcc: all@evil.test\u2028X: y\u0000\u202e${'long '.repeat(400)}`;
    const mail = await composeMail({ ...draft, values: { ...draft.values, ticket_subject: subject } });
    expect(mail.subject).toMatch(/^Re: \[TKT-0042\] Hi Bcc: all@evil\.test X: y/);
    expect(mail.subject).not.toMatch(/[\x00-\x1f\u2028\u202e]/);
    expect(mail.subject.length).toBeLessThanOrEqual(200);
  });

  test('asks for a rating with five links that only preselect', async () => {
    const url = 'https://help.example/t/abc';
    const mail = await composeMail({ ...draft, kind: 'resolved', values: { ...draft.values, rating_url: url } });
    for (const score of [1, 2, 3, 4, 5]) {
      expect(mail.html).toContain(`href="${url}?score=${score}"`);
      expect(mail.text).toContain(`${en.scores[score - 1] ?? ''}: ${url}?score=${score}`);
    }
  });

  test('leaves out paragraphs that come out empty', async () => {
    const mail = await composeMail(draft);
    expect(mail.text).not.toContain('\n\n\n');
    expect(mail.html).not.toMatch(/<p[^>]*>\s*<\/p>/);
  });
});

test('variables outside the closed list stay as they are written', () => {
  expect(fill('{{status}} {{__proto__}} {{ status }} {{{status}}}', { status: 'Open' })).toBe(
    'Open {{__proto__}} {{ status }} {Open}',
  );
});

describe('the sender', () => {
  const publicUrl = 'https://help.example:8443/desk';
  test('is the address of MAIL_FROM, with or without a name', () => {
    expect(senderOf({ mailFrom: 'Help <Help@Shop.example>', publicUrl })).toEqual({
      address: 'help@shop.example',
      domain: 'shop.example',
    });
    expect(senderOf({ mailFrom: 'help@shop.example', publicUrl }).address).toBe('help@shop.example');
  });

  test('is made from the public address when nothing is set', () => {
    expect(senderOf({ mailFrom: null, publicUrl }).address).toBe('no-reply@help.example');
    expect(senderOf({ mailFrom: null, publicUrl: 'http://127.0.0.1:3000' }).address).toBe('no-reply@localhost');
    expect(senderOf({ mailFrom: null, publicUrl: 'http://[::1]:3000' }).address).toBe('no-reply@localhost');
  });
});
