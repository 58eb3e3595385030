/**
 * Lets a reload without a network open the counter: the worker keeps the counter's own files (counter/worker.js), and touches no
 * other page. Built pages only; while developing there is nothing to keep.
 */
export function registerWorker(organization: string): void {
  if (!import.meta.env.PROD || !('serviceWorker' in navigator)) return
  navigator.serviceWorker.register('/counter-worker.js', { scope: `/${organization}/counter` }).catch(() => undefined)
}
