import { expect, test } from 'vitest';
import { testDesk } from '../testing/desk.ts';
import { writeInvitationMail, writeSignInMail } from './account-mails.ts';

const { deps, workspace } = await testDesk('fernweh');
const mail = {
  workspace: { ...workspace, settings: { locale: 'de' } },
  to: { address: 'new@fernweh.example', name: '' },
  url: 'https://help.example/console/link?token=abc',
  onceKey: 'request 1',
};

async function written(kind: string) {
  return deps.sql<{ subject: string; textBody: string }[]>`select subject, text_body from mail where kind = ${kind}`;
}

test('a sign-in link is written once for its request, in the language of the workspace', async () => {
  expect(await deps.sql.begin((tx) => writeSignInMail(deps, tx, mail))).toBe(true);
  expect(await deps.sql.begin((tx) => writeSignInMail(deps, tx, mail))).toBe(false);
  const mails = await written('sign_in');
  expect(mails).toHaveLength(1);
  expect(mails[0]?.subject).toBe('Dein Link zum Anmelden');
  expect(mails[0]?.textBody).toContain(`Anmelden:\n${mail.url}`);
});

test('an invitation says who invites where', async () => {
  await deps.sql.begin((tx) => writeInvitationMail(deps, tx, { ...mail, inviterName: 'Olga' }));
  const [invitation] = await written('invitation');
  expect(invitation?.subject).toBe('fernweh: Einladung');
  expect(invitation?.textBody).toMatch(/^Olga lädt Sie ein/m);
});
