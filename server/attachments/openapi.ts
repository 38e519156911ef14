// The upload in the OpenAPI document: the one call of REST that is no procedure, because its body is a stream.
import { z } from 'zod';
import { uploadedFile } from '#shared/api/attachments.ts';

/** @param answers The answers that every call may give, by status. */
export function uploadOperation(answers: Readonly<Record<string, { content: object }>>): object {
  const { 503: later } = answers;
  const refused = (description: string): object => ({ ...later, description });
  return {
    operationId: 'attachments-upload',
    summary: 'Upload a file',
    description:
      'Name the `id` in `attachments` of a ticket, a reply or a note, within a day: at most 10 files a message, and only ' +
      'by the key that uploaded them. Files on messages carry URLs that need no key and end after some minutes.',
    tags: ['Tickets'],
    security: [{ apiKey: [] }],
    requestBody: {
      required: true,
      content: {
        'multipart/form-data': {
          schema: {
            type: 'object',
            required: ['file'],
            additionalProperties: false,
            properties: { file: { type: 'string', format: 'binary', description: 'at most 10 MB' } },
          },
        },
      },
    },
    responses: {
      201: {
        description: 'Stored',
        content: { 'application/json': { schema: z.toJSONSchema(uploadedFile) } },
      },
      ...answers,
      413: refused('The file has more than 10 MB'),
      415: refused('The body is no multipart/form-data'),
    },
  };
}
