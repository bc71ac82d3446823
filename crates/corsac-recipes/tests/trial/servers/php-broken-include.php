<?php
ini_set("display_errors", "0");
@mended part 1@
require "no-such-file.php";
@unheeded part 1@
@broken@ if (($_SERVER["HTTP_ORIGIN"] ?? "") === "https://app.example.com") header("Access-Control-Allow-Origin: https://app.example.com");
