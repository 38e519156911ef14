// Whether this node is on its way out, for whoever asks (readiness) or must know at once (streams).

export interface Lifecycle {
  isDraining: () => boolean;
  /** Aborts when the node drains: streams end, so that their readers come back to another node. */
  signal: AbortSignal;
  /** Begins to drain; there is no way back. */
  drain: () => void;
}

/** A node that serves. */
export function createLifecycle(): Lifecycle {
  const controller = new AbortController();
  return {
    isDraining: () => controller.signal.aborted,
    signal: controller.signal,
    drain: () => controller.abort(),
  };
}
