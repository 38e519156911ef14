// What the sign-in routes take: scalars only, unknown names refused.
import { z } from 'zod';
import { emailField } from '#shared/addresses/email.ts';
import { newPasswordField, passwordField } from './password.ts';

/** A path of the console to go on to; anything that could lead elsewhere becomes the console itself. */
export const consolePath = z
  .string()
  .max(500)
  .overwrite((path) => (isConsolePath(path) ? path : '/console'));

const token = z.string('Open the link from the mail.').max(200);
const code = z.string('Type the code.').min(1, 'Type the code.').max(40);
const knownPassword = { password: passwordField.optional() };

export const passwordSignIn = z.strictObject({
  email: emailField,
  password: passwordField,
  rememberMe: z.boolean().optional(),
});
/** `name` is what the library's own client sends along; we never make a person of it. */
export const linkRequest = z.strictObject({ email: emailField, callbackURL: consolePath.optional() });
export const linkUse = z.strictObject({
  token,
  to: consolePath.optional(),
  /** Sets a new password at the same time: the way back for whoever forgot theirs. */
  newPassword: newPasswordField.optional(),
});
export const codeUse = z.strictObject({ code });
export const ownPassword = z.strictObject(knownPassword);
export const passwordChange = z.strictObject({
  /** Missing for somebody who has none yet. */
  currentPassword: passwordField.optional(),
  newPassword: newPasswordField,
});
export const nothing = z.strictObject({});

/** Browsers take `//`, backslashes and lost tabs for the start of another site, and dots for a way up. */
function isConsolePath(path: string): boolean {
  return /^\/console(?:[/?][\w./?=&%~:+,@-]*)?$/.test(path) && !/\/[./]/.test(path);
}
