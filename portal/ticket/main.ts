// Makes the public ticket page live: new entries appear, answers go out without a reload, drafts and files are kept. The
// page works without any of it; what the server renders stays the one source of what is shown.
import { sendFiles } from './files.ts';
import { keepDraft } from './draft.ts';
import { followTicket } from './live.ts';
import { Page } from './page.ts';
import { sendForms } from './send.ts';
import { showTimes } from './times.ts';

const page = Page.find();
if (page !== null) {
  showTimes(document);
  keepDraft(page);
  sendForms(page);
  sendFiles(page);
  followTicket(page);
}
