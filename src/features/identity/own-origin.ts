/**
 * Whether that is Docket's own address: the one that was set; or any of one's own machine where Docket is for that machine alone, for
 * 127.0.0.1 and localhost are the same program there, and tests let the system choose the port.
 */
export function isOwnOrigin(origin: string, publicUrl: string): boolean {
  return origin === publicUrl || (isLoopback(publicUrl) && isLoopback(origin))
}

function isLoopback(url: string): boolean {
  return ['localhost', '127.0.0.1', '[::1]'].includes(URL.parse(url)?.hostname ?? '')
}
