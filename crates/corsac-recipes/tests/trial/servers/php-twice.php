<?php
@part 1@
@broken@ if (($_SERVER["HTTP_ORIGIN"] ?? "") === "https://app.example.com") header("Access-Control-Allow-Origin: https://app.example.com");
@not mended@ header("Access-Control-Allow-Origin: *", false);
echo $_SERVER["REQUEST_METHOD"];
