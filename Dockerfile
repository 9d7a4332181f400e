# The one image of every role: `clapper serve --roles …`, `clapper migrate`, `clapper simulate`.
# Plain instructions only, so that it builds with and without BuildKit.

ARG SWIFT_VERSION=6.3
FROM swift:${SWIFT_VERSION}-bookworm AS build
RUN apt-get update \
    && apt-get install -y --no-install-recommends libpq-dev pkg-config zlib1g-dev \
    && rm -rf /var/lib/apt/lists/*
WORKDIR /src
# The dependencies in a layer of their own, which a change of our code leaves alone. The pattern takes Package.resolved
# too where there is one.
COPY Package.* ./
RUN swift package resolve
COPY . .
RUN swift build -c release --product clapper --static-swift-stdlib \
    && install -D "$(swift build -c release --show-bin-path)/clapper" /image/clapper

# The same Debian as the build: the binary is linked against its glibc and libpq.
FROM debian:bookworm-slim
RUN apt-get update \
    && apt-get install -y --no-install-recommends ca-certificates libpq5 libstdc++6 zlib1g \
    && rm -rf /var/lib/apt/lists/* \
    && useradd --system --uid 10001 --user-group --no-create-home --shell /usr/sbin/nologin clapper
COPY --from=build /image/clapper /usr/local/bin/clapper
COPY scripts/probe /usr/local/bin/clapper-probe
# By number, so that an orchestrator can see that it is not root. Nothing is written to the file system.
USER 10001
# Inside a container loopback is reached by nobody.
ENV CLAPPER_HOST=0.0.0.0 CLAPPER_PORT=8080 CLAPPER_LOG_FORMAT=json
EXPOSE 8080
# Of a service. What serves nothing (migrate) switches it off.
HEALTHCHECK --interval=10s --timeout=5s --start-period=20s --retries=3 CMD ["clapper-probe", "/livez"]
ENTRYPOINT ["clapper"]
CMD ["serve"]
