# An image of the server with the demo processes. How to run it, and which options it needs: compose.yaml, and README.md, "In Docker".
FROM node:20-bookworm-slim
# tini is the first child of the container: it reaps what sandboxes leave, whether or not the container is started with an init of Docker's.
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap python3 python3-gdal e2fsprogs tini \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /terrarium
COPY . .
RUN npm install --omit=dev --no-save && npm run build
VOLUME /var/lib/terrarium
EXPOSE 5000
ENTRYPOINT ["tini", "--", "node", "scripts/start.mjs"]
CMD ["--host", "0.0.0.0"]
