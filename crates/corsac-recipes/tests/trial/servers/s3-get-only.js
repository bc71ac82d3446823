const http = require("node:http");
const { mkdtempSync } = require("node:fs");
const { tmpdir } = require("node:os");
const S3rver = require("s3rver");
const { S3Client, PutBucketCorsCommand, PutObjectCommand } = require("@aws-sdk/client-s3");

const configuration =
@broken@ { "CORSRules": [{ "AllowedOrigins": ["https://app.example.com"], "AllowedMethods": ["GET"] }] }
@part 1@
;

// The bucket is made and configured as by the AWS command line, then served.
async function start() {
  const folder = mkdtempSync(`${tmpdir()}/corsac-s3-`);
  const s3 = new S3rver({
    port: 0,
    address: "127.0.0.1",
    silent: true,
    directory: folder,
    configureBuckets: [{ name: "items" }],
    vhostBuckets: false,
  });
  const { port } = await s3.run();
  const client = new S3Client({
    endpoint: `http://127.0.0.1:${port}`,
    region: "us-east-1",
    forcePathStyle: true,
    credentials: { accessKeyId: "S3RVER", secretAccessKey: "S3RVER" },
    requestChecksumCalculation: "WHEN_REQUIRED",
  });
  await client.send(new PutObjectCommand({ Bucket: "items", Key: "one", Body: "one" }));
  await client.send(new PutBucketCorsCommand({ Bucket: "items", CORSConfiguration: configuration }));
  http.createServer(s3.callback()).listen(@port@, "127.0.0.1");
}
start();
