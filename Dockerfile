# Everything in one container: web, worker, the listener for mail and the embedded PostgreSQL, with all data in /data.
FROM node:24-bookworm-slim
ENV HOST=0.0.0.0 SMTP_HOST=0.0.0.0 DATA_DIR=/data
RUN mkdir /data && chown node:node /data /opt
USER node
WORKDIR /opt/signet
COPY --chown=node:node . .
RUN node bin/signet.js build
VOLUME /data
EXPOSE 3000 2525
STOPSIGNAL SIGTERM
CMD ["node", "bin/signet.js", "start"]
