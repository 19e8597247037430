# Slugline in an image. Two ways to it:
#
#   docker build -t slugline:local .                     builds it from the sources, with Maven
#   docker build -t slugline:local --target prebuilt .   takes publish/target/app, as ./slugline or
#                                                        mvn package made it; needs no Maven image
#
# BASE_IMAGE: a Java 17 runtime or newer for Linux, with wget (the one of busybox will do), which the
# health check asks with.
ARG BASE_IMAGE=eclipse-temurin:17-jre-jammy
ARG BUILD_IMAGE=maven:3.9-eclipse-temurin-17

# What both ways have in common. It comes first: engines without BuildKit build every stage above the
# one that is asked for, and would fetch Maven for nothing.
FROM ${BASE_IMAGE} AS runtime
# The user is a number without an entry in /etc/passwd, as any base has it. Its folder is a volume;
# /etc/slugline is there for files of settings and tokens, and may be one.
RUN java -version && command -v wget \
 && mkdir -p /var/lib/slugline /etc/slugline && chown 10001:10001 /var/lib/slugline /etc/slugline
# Newer Javas warn of native code and of Unsafe, which Kafka's libraries use; older ones do not know the
# flags that allow it, and would not start. So the Java of this image is asked, once.
RUN mkdir -p /opt/slugline \
 && allow='--enable-native-access=ALL-UNNAMED --sun-misc-unsafe-memory-access=allow' \
 && { java $allow -version 2> /dev/null || allow=; } && echo "$allow" > /opt/slugline/java.flags
ENV XDG_STATE_HOME=/var/lib \
    LANG=C.UTF-8
WORKDIR /var/lib/slugline
VOLUME /var/lib/slugline
USER 10001:10001
EXPOSE 8080 8081
# Java is process 1: it gets SIGTERM itself, and commits what is done before it ends. Half of the
# memory is heap, for RocksDB and network buffers lie beside it; JAVA_TOOL_OPTIONS=-Xmx... wins.
ENTRYPOINT ["java", "-XX:MaxRAMPercentage=50", "-XX:+ExitOnOutOfMemoryError", "-Dfile.encoding=UTF-8", \
    "@/opt/slugline/java.flags", "-cp", "/opt/slugline/*:/opt/slugline/lib/*", "dev.slugline.app.Main"]
CMD ["run"]
# Ready is asked of the listener that takes no token; without one of its own that is http.listen.
ENV HEALTH_URL=http://127.0.0.1:8081/readyz
HEALTHCHECK --interval=5s --timeout=5s --start-period=180s --retries=3 \
    CMD wget -q -O /dev/null "$HEALTH_URL" || exit 1

FROM runtime AS prebuilt
# [p], and a file that is always there: the same engines pass here on their way to the sources' image,
# and would end where nothing was built before
COPY pom.xml publish/target/ap[p] /opt/slugline/

FROM ${BUILD_IMAGE} AS build
WORKDIR /src
COPY pom.xml ./
COPY .mvn .mvn
COPY ingest ingest
COPY enrich enrich
COPY publish publish
RUN mvn -B -ntp -Dmaven.test.skip=true clean package && rm publish/target/app/bench.classpath

FROM runtime AS slugline
COPY --from=build /src/publish/target/app /opt/slugline
