// What a person reads when the life of a ticket refuses: every refusal of shared/tickets/state.ts with its mend.
import { AppError, type ErrorCode } from '#shared/errors.ts';
import type { TicketRefusal } from '#shared/tickets/state.ts';

const words: Record<TicketRefusal, { code: ErrorCode; message: string; field?: string }> = {
  merged: { code: 'conflict', message: 'This ticket was merged into another one. Continue there.' },
  archived: { code: 'conflict', message: 'This ticket is archived. Restore it first.' },
  not_archived: { code: 'conflict', message: 'This ticket is not archived.' },
  closed_for_replies: {
    code: 'conflict',
    message: 'This ticket is closed and takes no more replies. Open a new one; your text is still here.',
  },
  use_resolve: { code: 'unprocessable', message: 'Resolve the ticket with a resolution note.', field: 'status' },
  already_resolved: { code: 'conflict', message: 'This ticket is already resolved or closed. Reopen it first.' },
  not_resolved: { code: 'conflict', message: 'This ticket is not resolved.' },
  already_urgent: { code: 'conflict', message: 'This ticket is already urgent.' },
  not_due_for_closing: { code: 'conflict', message: 'This ticket still waits for its customer.' },
  resolution_missing: { code: 'unprocessable', message: 'Write what solved it.', field: 'resolution' },
  reason_missing: { code: 'unprocessable', message: 'Write why this must go first.', field: 'reason' },
  score_out_of_range: { code: 'unprocessable', message: 'Give a score from 1 to 5.', field: 'score' },
  not_for_internal_tickets: { code: 'unprocessable', message: 'Internal tickets are not rated.' },
};

/** The refusal as an error that names the field where there is one. */
export function refusalError(refusal: TicketRefusal): AppError {
  const { code, message, field } = words[refusal];
  return new AppError(code, message, field === undefined ? {} : { fields: { [field]: message } });
}
