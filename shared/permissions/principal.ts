// Who acts: every way to reach the server ends as one of these.
import type { ApiScope, MemberRole } from './actions.ts';

/** Who acts, as far as it has been proven. */
export type Principal =
  | { kind: 'anonymous' }
  /** A browser with the widget; `contactId` only when the host's server signed for it. */
  | { kind: 'visitor'; workspaceId: string; visitorId: string | null; contactId: string | null }
  | { kind: 'link'; workspaceId: string; ticketId: string; participantId: string }
  | { kind: 'customer'; workspaceId: string; contactId: string }
  | { kind: 'member'; workspaceId: string; memberId: string; role: MemberRole }
  | { kind: 'program'; workspaceId: string; apiKeyId: string; scopes: readonly ApiScope[] };
