FROM node:24-slim AS build
WORKDIR /docket
COPY package.json package-lock.json ./
RUN npm ci --include=dev --no-audit --no-fund
COPY . .
RUN node node_modules/vite/bin/vite.js build && npm prune --omit=dev --no-audit --no-fund
# Whether it runs here is found out now, and the links among its libraries are made: later the program may be read-only.
RUN node --input-type=module -e "import { findBinaries } from '/docket/src/platform/postgres/binaries.ts'; findBinaries(undefined, undefined, console)"

FROM node:24-slim
ENV NODE_ENV=production HOST=0.0.0.0 PORT=4000 DOCKET_DATA=/data
WORKDIR /docket
COPY --from=build --chown=node:node /docket ./
RUN mkdir /data && chown node:node /data && chmod 700 /data
USER node
VOLUME /data
EXPOSE 4000
HEALTHCHECK --start-period=20s --interval=15s \
  CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.PORT}/healthz`).then((answer) => process.exit(answer.ok ? 0 : 1), () => process.exit(1))"]
# The demo listens on loopback only, so a container always starts without it.
ENTRYPOINT ["node", "src/main.ts", "--empty"]
