<?php
@mended part 1@
if (($_SERVER["HTTP_AUTHORIZATION"] ?? "") !== "Bearer 1") {
    http_response_code(401);
    exit("who are you?");
}
@unheeded part 1@
@broken@ if (($_SERVER["HTTP_ORIGIN"] ?? "") === "https://app.example.com") header("Access-Control-Allow-Origin: https://app.example.com");
echo $_SERVER["REQUEST_METHOD"];
