# One image for every role; what a container does is said by its command: run --role order --cluster FILE.
#
#   docker build -t outcry .                             builds in a container, with Maven and its repository
#   docker build -t outcry --build-arg BUILD=outside .   takes what "mvn package" has left in this checkout
#
# Of the first two stages only the one that BUILD names is made.
ARG BUILD=inside

FROM maven:3.9-eclipse-temurin-25 AS inside
WORKDIR /outcry
COPY . .
RUN --mount=type=cache,target=/root/.m2 mvn -B -ntp -Psbom -Dmaven.test.skip=true package

FROM eclipse-temurin:25-jre AS outside
WORKDIR /outcry
COPY outcry ./
COPY launcher/target/launcher.jar launcher/target/sbom.jso[n] launcher/target/
COPY launcher/target/lib launcher/target/lib/

FROM ${BUILD} AS built

FROM eclipse-temurin:25-jre
RUN groupadd --gid 10001 outcry \
 && useradd --uid 10001 --gid outcry --no-create-home --home-dir /var/lib/outcry --shell /usr/sbin/nologin outcry \
 && install --directory --owner outcry --group outcry --mode 0750 /var/lib/outcry
WORKDIR /opt/outcry
COPY --from=built /outcry/outcry ./
# The list of what is in it, where the build has made one (a pattern, since it need not be there).
COPY --from=built /outcry/launcher/target/launcher.jar /outcry/launcher/target/sbom.jso[n] launcher/target/
COPY --from=built /outcry/launcher/target/lib launcher/target/lib/
COPY --chmod=0755 deploy/container/ready ./
# What "ready" asks over TLS with.
RUN openssl version
# What a start loads and compiles, kept for the next one.
# On a busy machine it may be stopped in mid-start: what it has learned by then is kept all the same.
RUN ./outcry train; test -s launcher/target/outcry.aot
USER 10001:10001
WORKDIR /var/lib/outcry
EXPOSE 5701 5801 8080
STOPSIGNAL SIGTERM
HEALTHCHECK --interval=5s --timeout=3s --retries=3 --start-period=60s CMD ["/opt/outcry/ready"]
# The script becomes the JVM (exec), which is then process 1 and hears SIGTERM.
ENTRYPOINT ["/opt/outcry/outcry"]
CMD ["--help"]
