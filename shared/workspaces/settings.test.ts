import { describe, expect, test } from 'vitest';
import { defaultSettings, patchSettings, workspaceSettings, workspaceSettingsPatch } from './settings.ts';

describe('workspaceSettings', () => {
  test('of a new workspace are the defaults', () => {
    expect(workspaceSettings.parse({})).toEqual(defaultSettings);
  });

  test('are read back as they were stored', () => {
    const settings = patchSettings(defaultSettings, { reopenDays: 3, widget: { fields: { phone: true } } });
    expect(workspaceSettings.parse(JSON.parse(JSON.stringify(settings)))).toEqual(settings);
  });

  test('that an older version stored gain the decisions that are new', () => {
    expect(workspaceSettings.parse({ widget: { title: 'Help' } }).widget).toEqual({
      ...defaultSettings.widget,
      title: 'Help',
    });
  });

  test('that a newer version stored lose what this one does not know', () => {
    expect(workspaceSettings.parse({ theme: 'dark', widget: { sound: true } })).toEqual(defaultSettings);
  });
});

describe('a change of settings', () => {
  test('touches only what it names', () => {
    const before = patchSettings(defaultSettings, { reference: { digits: 3 }, statusNames: { pending: 'Waiting' } });
    const after = patchSettings(before, { reference: { separator: '' }, statusNames: { open: 'New' } });
    expect(after).toEqual({
      ...defaultSettings,
      reference: { prefix: 'TKT', separator: '', digits: 3 },
      statusNames: { pending: 'Waiting', open: 'New' },
    });
    expect(before.statusNames).toEqual({ pending: 'Waiting' });
  });

  test('gives a status its usual name back', () => {
    const before = patchSettings(defaultSettings, { statusNames: { pending: 'Waiting' } });
    expect(patchSettings(before, { statusNames: { pending: '' } }).statusNames).toEqual({});
  });

  test('writes origins, prefixes and colours in one form', () => {
    expect(
      workspaceSettingsPatch.parse({
        allowedOrigins: ['https://Shop.example/', 'https://shop.example:443'],
        reference: { prefix: 'hd' },
        widget: { accent: '#00FFaa' },
      }),
    ).toEqual({
      allowedOrigins: ['https://shop.example'],
      reference: { prefix: 'HD' },
      widget: { accent: '#00ffaa' },
    });
  });

  test.each([
    ['an unknown name', { smtpHost: 'evil.test' }],
    ['an unknown name inside', { widget: { html: '<b>' } }],
    ['a name that is the prototype', JSON.parse('{"__proto__":{"identityHashAllowed":true}}') as unknown],
    ['a status that is none', { statusNames: { deleted: 'Gone' } }],
    ['a status name of 41 characters', { statusNames: { open: 'a'.repeat(41) } }],
    ['a prefix with a digit', { reference: { prefix: 'T1' } }],
    ['an empty prefix', { reference: { prefix: '' } }],
    ['a separator that would split a path', { reference: { separator: '/' } }],
    ['no digits', { reference: { digits: 0 } }],
    ['half a day', { reopenDays: 0.5 }],
    ['a negative number of days', { autoCloseDays: -1 }],
    ['another policy', { closedReply: 'ignore' }],
    ['an origin with a path', { allowedOrigins: ['https://shop.example/help'] }],
    ['every origin', { allowedOrigins: ['*'] }],
    ['a colour by name', { widget: { accent: 'red' } }],
    ['a colour with a style in it', { widget: { accent: '#000000;x' } }],
    ['a zone that is none', { timeZone: 'Europe/Nowhere' }],
    ['an offset as a zone', { timeZone: '+02:00' }],
    ['a language that is none', { locale: 'english!' }],
    ['text as a switch', { internalHelpDesk: 'yes' }],
  ])('refuses %s', (_, patch) => {
    expect(workspaceSettingsPatch.safeParse(patch).success).toBe(false);
  });

  test.each(['Europe/Berlin', 'America/Argentina/Buenos_Aires', 'Asia/Kathmandu', 'UTC'])(
    'takes the zone %s',
    (timeZone) => {
      expect(workspaceSettingsPatch.parse({ timeZone })).toEqual({ timeZone });
    },
  );

  test.each(['en', 'de', 'pt-BR', 'zh-Hant-TW'])('takes the language %s', (locale) => {
    expect(workspaceSettingsPatch.parse({ locale })).toEqual({ locale });
  });
});
