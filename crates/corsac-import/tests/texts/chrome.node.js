fetch("https://api.shop.example/items/7", {
  "headers": {
    "accept": "application/json",
    "authorization": "Bearer eyJhbGciOi",
    "content-type": "application/json",
    "cookie": "session=s3cret; theme=dark",
    "origin": "https://app.shop.example",
    "Referer": "https://app.shop.example/",
    "sec-fetch-dest": "empty",
    "sec-fetch-mode": "cors",
    "sec-fetch-site": "same-site"
  },
  "body": "{\"name\":\"Wasser!ü\"}",
  "method": "PUT"
});
