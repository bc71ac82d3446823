//! The little of [SOCKS 5](https://www.rfc-editor.org/rfc/rfc1928) that lets a browser name any host and port and
//! reach the lab.

use std::io;

use tokio::io::{AsyncReadExt as _, AsyncWriteExt as _};
use tokio::net::TcpStream;

/// The first byte of a client's greeting. Neither TLS nor HTTP begins with it.
pub(super) const VERSION: u8 = 5;
/// Nobody has to say who they are.
const NO_AUTHENTICATION: u8 = 0;
const CONNECT: u8 = 1;
const IPV4: u8 = 1;
const NAME: u8 = 3;
const IPV6: u8 = 4;

/// Agrees to whatever connection the client asks for. What it sends after that, it means for that host: who is
/// meant is told by what it says then, so that the name given here is read over.
pub(super) async fn agree(stream: &mut TcpStream) -> io::Result<()> {
    let [_version, ways] = read(stream).await?;
    stream.read_exact(&mut vec![0; ways.into()]).await?;
    stream.write_all(&[VERSION, NO_AUTHENTICATION]).await?;
    let [_version, command, _reserved, kind] = read(stream).await?;
    let length = match kind {
        IPV4 => 4,
        IPV6 => 16,
        NAME => usize::from(read::<1>(stream).await?[0]),
        _ => return Err(io::ErrorKind::InvalidData.into()),
    };
    const PORT: usize = 2;
    stream.read_exact(&mut vec![0; length + PORT]).await?;
    if command != CONNECT {
        return Err(io::ErrorKind::Unsupported.into());
    }
    // Succeeded, from 0.0.0.0 and port 0: nobody asks from where.
    stream.write_all(&[VERSION, 0, 0, IPV4, 0, 0, 0, 0, 0, 0]).await
}

async fn read<const LENGTH: usize>(stream: &mut TcpStream) -> io::Result<[u8; LENGTH]> {
    let mut bytes = [0; LENGTH];
    stream.read_exact(&mut bytes).await?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use std::net::Ipv4Addr;

    use tokio::net::TcpListener;

    use super::*;

    /// What is answered to these bytes, and what is left of them then.
    async fn answer(sent: &[u8]) -> (io::Result<()>, Vec<u8>, Vec<u8>) {
        let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).await.unwrap();
        let mut client = TcpStream::connect(listener.local_addr().unwrap()).await.unwrap();
        let (mut server, _) = listener.accept().await.unwrap();
        client.write_all(sent).await.unwrap();
        client.shutdown().await.unwrap();
        let agreed = agree(&mut server).await;
        let (mut rest, mut answer) = (Vec::new(), Vec::new());
        server.read_to_end(&mut rest).await.unwrap();
        drop(server);
        client.read_to_end(&mut answer).await.unwrap();
        (agreed, answer, rest)
    }

    #[tokio::test]
    async fn any_host_is_agreed_to_and_what_follows_is_left_alone() {
        for host in
            [b"\x03\x08app.test".as_slice(), b"\x01\x7f\0\0\x01", &[[4].as_slice(), &[0; 16]].concat()]
        {
            let sent = [b"\x05\x01\0\x05\x01\0", host, b"\0\x50GET /"].concat();
            let (agreed, answer, rest) = answer(&sent).await;
            assert!(agreed.is_ok());
            assert_eq!(answer, b"\x05\0\x05\0\0\x01\0\0\0\0\0\0");
            assert_eq!(rest, b"GET /");
        }
    }

    #[tokio::test]
    async fn what_is_no_connection_is_refused() {
        for sent in
            [b"\x05\x01\0\x05\x02\0\x01\0\0\0\0\0\0".as_slice(), b"\x05\x01\0\x05\x01\0\x09", b"\x05\x02\0"]
        {
            assert!(answer(sent).await.0.is_err(), "{sent:?}");
        }
    }
}
