<?php
@mended part 1@
if ($_SERVER["REQUEST_URI"] === "/old") {
    header("Location: /items", true, 308);
    exit;
}
@unheeded part 1@
@broken@ if (($_SERVER["HTTP_ORIGIN"] ?? "") === "https://app.example.com") header("Access-Control-Allow-Origin: https://app.example.com");
echo $_SERVER["REQUEST_METHOD"];
