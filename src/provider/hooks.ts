/** The kinds of heartbeat task that every provider understands. */
export type HeartbeatTaskType = 'health_check' | 'reconcile';

/** One thing to do on a heartbeat. A type that the provider does not know is skipped, never thrown. */
export interface HeartbeatTask {
  readonly id: string;
  readonly type: HeartbeatTaskType | (string & {});
}

/** What became of one task. */
export type HeartbeatReceipt =
  | { readonly taskId: string; readonly outcome: 'completed'; readonly detail?: string }
  | { readonly taskId: string; readonly outcome: 'failed'; readonly reason: string }
  | { readonly taskId: string; readonly outcome: 'skipped'; readonly reason: string };

/** Called by the control plane around a provider's life. Start and stop may come twice. */
export interface Hooks {
  onStartup(): Promise<void>;
  onShutdown(): Promise<void>;
  /** One receipt per task, in the order of the tasks. */
  onHeartbeat(tasks: readonly HeartbeatTask[]): Promise<readonly HeartbeatReceipt[]>;
}
