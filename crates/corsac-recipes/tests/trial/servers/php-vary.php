<?php
@part 1@
@broken@ if (($_SERVER["HTTP_ORIGIN"] ?? "") === "https://app.example.com") header("Access-Control-Allow-Origin: https://app.example.com");
@not mended@ header("Vary: Accept-Encoding");
@mended@ header("Vary: Accept-Encoding", false);
echo $_SERVER["REQUEST_METHOD"];
