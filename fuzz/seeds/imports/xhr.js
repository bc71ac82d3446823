var xhr = new XMLHttpRequest();
xhr.open("PUT", "https://api.example/x", true);
xhr.withCredentials = true;
xhr.setRequestHeader("X-A", "1");
xhr.onreadystatechange = function () { if (xhr.readyState === 4) console.log(xhr.responseText); };
xhr.send(null);
