# An image of the server with the demo processes. How to run it, and which two options it needs: README.md, "In Docker".
FROM node:20-bookworm-slim
RUN apt-get update \
  && apt-get install -y --no-install-recommends bubblewrap python3 python3-gdal e2fsprogs \
  && rm -rf /var/lib/apt/lists/*
WORKDIR /terrarium
COPY . .
RUN npm install --omit=dev --no-save && npm run build
VOLUME /var/lib/terrarium
EXPOSE 5000
ENTRYPOINT ["npm", "start", "--"]
