import { totalmem } from 'node:os'
import type { Places } from './places.ts'

/** How the server is run: on its socket only, durable, sized for the machine, with nobody's data in its log. */
export function serverSettings({ socketDirectory, mark, durable }: Pick<Places, 'socketDirectory'> & {
  mark: string, durable: boolean
}): string[] {
  const megabytes = Math.floor(totalmem() / 1024 / 1024)
  const settings: Record<string, string> = {
    listen_addresses: '',
    unix_socket_directories: socketDirectory,
    unix_socket_permissions: '0700',
    port: '5432',
    cluster_name: mark,
    max_connections: '120',
    shared_buffers: `${Math.min(512, Math.max(64, Math.floor(megabytes / 8)))}MB`,
    effective_cache_size: `${Math.max(256, Math.floor(megabytes / 2))}MB`,
    work_mem: '16MB',
    maintenance_work_mem: '128MB',
    max_wal_size: '2GB',
    random_page_cost: '1.1',
    jit: 'off',
    // Until tables that fill up are looked at, plans stay what they were for empty ones.
    autovacuum_naptime: '15s',
    timezone: 'UTC',
    log_timezone: 'UTC',
    // Statements and details repeat what people typed; the log keeps the error and nothing of theirs.
    log_min_error_statement: 'panic',
    log_error_verbosity: 'terse',
    logging_collector: 'on',
    log_directory: 'log',
    log_filename: 'postgresql-%a.log',
    log_truncate_on_rotation: 'on',
    log_rotation_age: '1d',
    log_rotation_size: '0',
    ...(durable ? {} : { fsync: 'off', synchronous_commit: 'off', full_page_writes: 'off' })
  }
  return Object.entries(settings).flatMap(([name, value]) => ['-c', `${name}=${value}`])
}
