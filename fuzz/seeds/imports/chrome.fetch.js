fetch("https://api.shop.example/items/7", {
  "headers": {
    "accept": "application/json",
    "accept-language": "de-DE,de;q=0.9,en;q=0.8",
    "authorization": "Bearer eyJhbGciOi",
    "content-type": "application/json",
    "priority": "u=1, i",
    "sec-ch-ua": "\"Chromium\";v=\"156\", \"Not_A Brand\";v=\"99\"",
    "sec-ch-ua-mobile": "?0",
    "sec-fetch-dest": "empty",
    "sec-fetch-mode": "cors",
    "sec-fetch-site": "same-site",
    "x-request-id": "42"
  },
  "referrer": "https://app.shop.example/",
  "body": "{\"name\":\"Wasser!ü\"}",
  "method": "PUT",
  "mode": "cors",
  "credentials": "include"
});
