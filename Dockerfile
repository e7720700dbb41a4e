# Stage 1: compile, with the development packages. Only dist/ is copied to stage 2.
FROM node:24-slim AS build
WORKDIR /build
COPY package.json package-lock.json .npmrc ./
RUN npm ci
COPY build.mjs tsconfig.json tsconfig.build.json ./
COPY migrations migrations
COPY schemas schemas
COPY src src
RUN npm run build

# Stage 2: run. Not Alpine: the lock on the data directory needs Debian's C library.
FROM node:24-slim
ENV NODE_ENV=production
WORKDIR /app
COPY package.json package-lock.json .npmrc ./
RUN npm ci --omit=dev
COPY assets assets
COPY migrations migrations
COPY schemas schemas
COPY --from=build /build/dist dist

# The SCIM listener accepts connections from outside the container. The private listener stays on
# the container's loopback address unless SCIM_ADMIN_HOST is set.
ENV SCIM_HOST=0.0.0.0
ENV SCIM_DATA_DIR=/data
RUN install -d -o node -g node -m 0700 /data
VOLUME /data
USER node
EXPOSE 8080 8081

# The private listener never uses TLS, so this works with --tls-cert too.
HEALTHCHECK --interval=10s --timeout=3s --start-period=30s CMD ["node", "-e", "fetch(`http://127.0.0.1:${process.env.SCIM_ADMIN_PORT || 8081}/healthz`).then(({ ok }) => process.exit(ok ? 0 : 1), () => process.exit(1))"]

ENTRYPOINT ["node", "dist/main.js"]
CMD ["serve"]
