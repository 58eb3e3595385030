import type { FastifyInstance } from 'fastify'
import { sendFileBytes } from '#channels/http/files.ts'
import { sendPage } from '#channels/http/html.ts'
import { rateLimit } from '#channels/http/rate-limits.ts'
import { TRACKING } from '#features/orders/share-order.ts'
import { readTrackedLogo, trackOrder } from '#features/orders/track-order.ts'
import { listFollowersOffers } from '#features/wizards/followers-offers.ts'
import { networkOf } from '#platform/network.ts'
import { sendRefusalPage, type RefusalWords } from './refusal-page.ts'
import type { Surroundings } from './surroundings.ts'
import { trackingPage } from './tracking-page.ts'

const RENEWED_SECONDS = 60

/** The page at which a customer follows one order. Whoever has the address has the proof: 256 random bits, of which we keep a hash. */
export function addTracking(server: FastifyInstance, { database, files, settings }: Surroundings): void {
  const looking = rateLimit({ perMinute: 120, burst: 120 })
  const take = (ip: string) => {
    if (settings.rateLimits !== false) looking.take(networkOf(ip))
  }

  server.get(`${TRACKING}:token`, { exposeHeadRoute: false }, async (request, reply) => {
    const { token } = request.params as { token: string }
    try {
      take(request.ip)
      const { order, beside: offers } = await trackOrder(database, token, request.id, listFollowersOffers)
      // As a header, so that no page says so to whoever has it read aloud; what is over does not change.
      if (order.ending === null) reply.header('refresh', String(RENEWED_SECONDS))
      return sendPage(reply, 200, trackingPage(order, offers.map(({ name, link }) => ({ name, address: `/i/${link}#${token}` }))))
    } catch (error) {
      return sendRefusalPage(request, reply, error, words)
    }
  })

  server.get(`${TRACKING}:token/logo`, { exposeHeadRoute: false }, async (request, reply) => {
    const { token } = request.params as { token: string }
    take(request.ip)
    return sendFileBytes(request, reply, await readTrackedLogo({ database, files }, token, request.id))
  })
}

const words: RefusalWords = {
  'not-found': ['There is nothing at this address', 'The link may have been copied only in part. Open it from the message it came in, or ask for a new one.'],
  'link-expired': ['This link no longer works', 'It has run out, or was taken back. Ask the business you ordered from for a new one.'],
}
